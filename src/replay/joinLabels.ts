import { LABEL_WRITERS, type LabelEntry, type LabelWriter } from '../core/labelMap.js'
import { plainLabel } from '../core/plainLabel.js'

/** The labels of the comparison, and what every label that anybody writes counts as. */
export interface JoinedLabels {
  /** The old model's order first, then the new one's, then what only the plan's map names. */
  readonly labels: readonly string[]
  /** Index into `labels` of every text that the models and the set are known to write. */
  readonly index: Readonly<Record<LabelWriter, ReadonlyMap<string, number>>>
  /** Labels that correspond to nothing elsewhere. */
  readonly loose: Readonly<Record<LabelWriter, readonly string[]>>
  /** Labels that the plan's map says a model has, and that it has not. */
  readonly absent: readonly {
    readonly of: 'old' | 'new'
    readonly entry: string
    readonly text: string
    readonly written: boolean
  }[]
}

export interface WrittenLabels {
  readonly old: readonly string[]
  readonly new: readonly string[]
  /** Null when the sets have no label column. */
  readonly set: readonly string[] | null
}

/**
 * Joins labels by name: first as the plan's map says, then those that it does not speak of, which correspond where they are the same but for
 * their representation. Two labels of one model that differ in nothing else are told apart by their exact text.
 */
export function joinLabels(written: WrittenLabels, map: readonly LabelEntry[]): JoinedLabels {
  const all = { old: written.old, new: written.new, set: written.set ?? [] }
  const keyOf = plainKeys(all)
  const claimed = { old: new Map<string, string>(), new: new Map<string, string>(), set: new Map<string, string>() }
  const absent: JoinedLabels['absent'][number][] = []
  for (const entry of map) {
    for (const writer of LABEL_WRITERS) {
      const known = new Set(all[writer].map(keyOf))
      for (const text of entry[writer] ?? [entry.label]) {
        if (writer !== 'set' && !known.has(keyOf(text)))
          absent.push({ of: writer, entry: entry.label, text, written: entry[writer] !== undefined })
        claimed[writer].set(keyOf(text), entry.label)
      }
    }
  }
  const named = new Map<string, string>()
  const loose: Record<LabelWriter, string[]> = { old: [], new: [], set: [] }
  const keys = new Set(map.map(({ label }) => keyOf(label)))
  for (const [key, group] of groupByKey(all, claimed, keyOf)) {
    const meets = group.old.length > 0 && group.new.length > 0 && !keys.has(key)
    if (meets) named.set(key, commonest(group))
    else for (const writer of LABEL_WRITERS) loose[writer].push(...group[writer])
  }
  const labelOf = (writer: LabelWriter, text: string): string | undefined =>
    claimed[writer].get(keyOf(text)) ?? named.get(keyOf(text))
  const labels = [
    ...new Set([
      ...[...all.old.map((text) => labelOf('old', text)), ...all.new.map((text) => labelOf('new', text))].filter(
        (label) => label !== undefined,
      ),
      ...map.map(({ label }) => label),
    ]),
  ]
  const places = new Map(labels.map((label, index) => [label, index]))
  const indexOf = (writer: LabelWriter): Map<string, number> => {
    // The map's own spellings come along: a recording may write a label that its list did not announce.
    const texts = [...all[writer], ...map.flatMap((entry) => entry[writer] ?? [entry.label])]
    return new Map(
      texts.flatMap((text) => {
        const place = places.get(labelOf(writer, text) ?? '')
        return place === undefined ? [] : [[text, place] as const]
      }),
    )
  }
  return { labels, index: { old: indexOf('old'), new: indexOf('new'), set: indexOf('set') }, loose, absent }
}

/** Labels that differ in representation alone have one key, unless a model tells them apart. */
function plainKeys(all: Readonly<Record<LabelWriter, readonly string[]>>): (text: string) => string {
  const several = new Set<string>()
  for (const side of ['old', 'new'] as const) {
    const seen = new Set<string>()
    for (const text of new Set(all[side])) {
      const plain = plainLabel(text)
      if (seen.has(plain)) several.add(plain)
      seen.add(plain)
    }
  }
  return (text) => {
    const plain = plainLabel(text)
    return several.has(plain) ? `=${text}` : plain
  }
}

type Group = Record<LabelWriter, string[]>

/** What the map does not speak of, put together by key. */
function groupByKey(
  all: Readonly<Record<LabelWriter, readonly string[]>>,
  claimed: Readonly<Record<LabelWriter, ReadonlyMap<string, string>>>,
  keyOf: (text: string) => string,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const writer of LABEL_WRITERS) {
    for (const text of all[writer]) {
      const key = keyOf(text)
      if (claimed[writer].has(key)) continue
      const group = groups.get(key) ?? { old: [], new: [], set: [] }
      groups.set(key, group)
      group[writer].push(text)
    }
  }
  return groups
}

/** The spelling that most of them use; of equals the old model's. */
function commonest(group: Group): string {
  const spellings = [...group.old, ...group.new, ...group.set]
  const times = (text: string): number => LABEL_WRITERS.filter((writer) => group[writer].includes(text)).length
  return spellings.reduce((best, text) => (times(text) > times(best) ? text : best))
}
