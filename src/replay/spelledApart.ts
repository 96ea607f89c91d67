import { LABEL_WRITERS, type LabelEntry } from '../core/labelMap.js'
import type { Notice } from '../core/result.js'
import type { Side } from '../core/spec.js'
import type { JoinedLabels } from './joinLabels.js'
import type { OwnLabels } from './labels.js'

/** A notice for each model, and for the set, that writes a label in another way than the comparison, though nobody mapped it. */
export function spelledApart(
  own: Readonly<Record<Side, OwnLabels>>,
  set: readonly string[],
  { labels, index }: JoinedLabels,
  map: readonly LabelEntry[],
): Notice[] {
  const all = { old: own.old.labels, new: own.new.labels, set }
  return LABEL_WRITERS.flatMap((writer) => {
    const mapped = new Set(map.flatMap((entry) => entry[writer] ?? []))
    const apart = all[writer].flatMap((text) => {
      const label = labels[index[writer].get(text) ?? -1]
      return label === undefined || label === text || mapped.has(text) ? [] : [`${quote(text)} = ${quote(label)}`]
    })
    return apart.length === 0 ? [] : [{ code: `labels-spelled-${writer}`, values: { labels: apart.join(', ') } }]
  })
}

/** In quotes, so that a blank at the end is seen. */
function quote(text: string): string {
  return JSON.stringify(text)
}
