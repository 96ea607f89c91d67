import { LABEL_WRITERS, type LabelEntry, type LabelWriter } from './labelMap.js'
import { nearestName } from './nearestName.js'
import { yamlComment, yamlList, yamlText } from './yamlText.js'

/** An entry of a `labels` map as somebody might mean it, and why. */
export interface SuggestedEntry extends LabelEntry {
  readonly why: string
}

type Loose = Readonly<Record<LabelWriter, readonly string[]>>

/** Words of one meaning in the two languages of the reports, and what whole numbers usually stand for. */
const SAME: readonly (readonly string[])[] = [
  ['yes', 'oui', 'y', 'o'],
  ['no', 'non', 'n'],
  ['true', 'vrai'],
  ['false', 'faux'],
  ['positive', 'positif', 'pos'],
  ['negative', 'negatif', 'neg'],
  ['neutral', 'neutre'],
  ['other', 'autre', 'autres', 'others'],
  ['unknown', 'inconnu'],
  ['high', 'haut', 'eleve'],
  ['low', 'bas', 'faible'],
  ['medium', 'moyen'],
  ['good', 'bon'],
  ['bad', 'mauvais'],
  ['accepted', 'accepte'],
  ['refused', 'refuse', 'rejected', 'rejete'],
]
/** Of two labels: which is the 1, and which the 0. */
const ONE = ['1', 'yes', 'true', 'positive']
const ZERO = ['0', '-1', 'no', 'false', 'negative']

/**
 * What labels without a counterpart may stand for, each with why: renamings are guessed, and spellings of the set that are like a label of the
 * comparison (`known`); anything else is taken not to be sayable.
 */
export function suggestLabels(loose: Loose, known: readonly string[] = []): readonly SuggestedEntry[] {
  const left: Record<LabelWriter, string[]> = { old: [...loose.old], new: [...loose.new], set: [...loose.set] }
  const groups: { readonly found: Found; readonly why: string[] }[] = []
  for (const { alike, why } of LIKENESSES) {
    for (const text of [...left.old, ...left.new]) {
      const found = takeAlike(left, (other) => alike(text, other), text)
      if (found !== null) groups.push({ found, why: [why] })
    }
    // What was paired before may take in the third writer's label by this likeness.
    for (const { found, why: reasons } of groups) {
      const texts = Object.values(found)
      const more = LABEL_WRITERS.filter((writer) => found[writer] === undefined).flatMap((writer) => {
        const like = left[writer].filter((other) => texts.some((text) => alike(text, other)))
        return like.length === 1 ? [[writer, like[0]!] as const] : []
      })
      for (const [writer, text] of more) {
        found[writer] = text
        left[writer].splice(left[writer].indexOf(text), 1)
        if (!reasons.includes(why)) reasons.push(why)
      }
    }
  }
  const spellings = takeSpellings(left.set, known)
  if (left.old.length === 1 && left.new.length === 1 && left.set.length <= 1) {
    const found = Object.fromEntries(LABEL_WRITERS.flatMap((writer) => left[writer].map((text) => [writer, text])))
    groups.push({ found, why: ['the only ones left'] })
  } else {
    for (const writer of LABEL_WRITERS)
      for (const text of left[writer]) groups.push({ found: { [writer]: text }, why: ['nothing like it elsewhere'] })
  }
  return [...spellings, ...groups.map(({ found, why }) => entryOf(found, `guessed: ${why.join('; ')}`))]
}

type Found = Partial<Record<LabelWriter, string>>

/** From the surest likeness to the least. */
const LIKENESSES: readonly { alike(a: string, b: string): boolean; why: string }[] = [
  { alike: (a, b) => a === b, why: 'it has this name wherever it is known' },
  { alike: (a, b) => foldLabel(a) === foldLabel(b), why: 'the same but for case, accents or signs' },
  { alike: (a, b) => meaningOf(a) === meaningOf(b), why: 'words of one meaning' },
  { alike: areTruthValues, why: '1 for yes, 0 for no' },
  { alike: (a, b) => nearestName(a, [b]) !== undefined, why: 'nearly the same name' },
]

/** Takes out of the set's labels what is like exactly one label of the comparison. */
function takeSpellings(set: string[], known: readonly string[]): SuggestedEntry[] {
  const entries = new Map<string, { set: string[]; why: string }>()
  for (const { alike, why } of LIKENESSES) {
    const rest = set.filter((text) => {
      const [label, ...others] = known.filter((candidate) => alike(candidate, text))
      if (label === undefined || others.length > 0) return true
      const entry = entries.get(label) ?? { set: [label], why }
      entries.set(label, entry)
      entry.set.push(text)
      return false
    })
    set.splice(0, set.length, ...rest)
  }
  return [...entries].map(([label, { set: texts, why }]) => ({ label, set: texts, why: `guessed: ${why}` }))
}

/** Takes out what is like `text`, one label of each writer; null where that is not at least two writers, or not clear. */
function takeAlike(left: Record<LabelWriter, string[]>, alike: (other: string) => boolean, text: string): Found | null {
  const like = LABEL_WRITERS.map((writer) => [writer, left[writer].filter(alike)] as const)
  const having = like.filter(([, texts]) => texts.length > 0)
  const clear = having.every(([, texts]) => texts.length === 1) && having.some(([, [only]]) => only === text)
  if (!clear || having.length < 2) return null
  for (const [writer, [only]] of having) left[writer].splice(left[writer].indexOf(only!), 1)
  return Object.fromEntries(having.map(([writer, [only]]) => [writer, only!]))
}

/** The lines of a `labels` map, ready to be pasted at the top level of a plan. */
export function labelLines(entries: readonly SuggestedEntry[]): readonly string[] {
  return entries.map(({ label, why, ...lists }) => {
    const parts = LABEL_WRITERS.flatMap((writer) => {
      const texts = lists[writer]
      if (texts === undefined) return []
      return [`${writer}: ${texts.length === 1 ? yamlText(texts[0]!) : yamlList(texts)}`]
    })
    return `  ${yamlText(label)}: { ${parts.join(', ')} }   # ${yamlComment(why)}${nobodySays(lists)}`
  })
}

/** Named as the set has it, else as the old model does; only what differs from that name is written out. */
function entryOf(found: Found, why: string): SuggestedEntry {
  const label = found.set ?? found.old ?? found.new ?? ''
  const said = (side: 'old' | 'new'): readonly string[] => (found[side] === undefined ? [] : [found[side]])
  // A label that the set does not hold needs no word about the set.
  return { label, old: said('old'), new: said('new'), why }
}

function nobodySays({ old, new: newer }: Omit<LabelEntry, 'label'>): string {
  const cannot = [...(old?.length === 0 ? ['old'] : []), ...(newer?.length === 0 ? ['new'] : [])]
  return cannot.length === 0 ? '' : `; [] = ${cannot.join(' and ')} cannot say it`
}

function foldLabel(text: string): string {
  if (text.trim() !== '' && !Number.isNaN(Number(text))) return String(Number(text))
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  return folded === '' ? text : folded
}

function meaningOf(text: string): string {
  const folded = foldLabel(text)
  return SAME.find((words) => words.includes(folded))?.[0] ?? folded
}

function areTruthValues(a: string, b: string): boolean {
  return truthValue(a) !== null && truthValue(a) === truthValue(b)
}

function truthValue(text: string): 0 | 1 | null {
  const meaning = meaningOf(text)
  return ONE.includes(meaning) ? 1 : ZERO.includes(meaning) ? 0 : null
}
