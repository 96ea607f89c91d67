import type { LabelWriter } from '../core/labelMap.js'
import type { Result } from '../core/result.js'
import type { JoinedLabels } from './joinLabels.js'

type Correspondence = NonNullable<NonNullable<Result['labels']>['map']>

/** How each label of the comparison is written by old, by new and in the set; undefined where all of them write it by the same name. */
export function correspondence(
  written: Readonly<Record<LabelWriter, readonly string[]>>,
  { labels, index }: JoinedLabels,
): Correspondence | undefined {
  const lists = (writer: LabelWriter): string[][] => {
    const found = labels.map((): string[] => [])
    for (const text of written[writer]) found[index[writer].get(text) ?? -1]?.push(text)
    return found
  }
  const [old, newer, set] = [lists('old'), lists('new'), lists('set')]
  const rows = labels.map((label, at) => ({ label, old: old[at]!, new: newer[at]!, set: set[at]! }))
  const plain = rows.every(
    (row) =>
      isSame(row.label, row.old) && isSame(row.label, row.new) && (row.set.length === 0 || isSame(row.label, row.set)),
  )
  return plain ? undefined : rows
}

function isSame(label: string, texts: readonly string[]): boolean {
  return texts.length === 1 && texts[0] === label
}
