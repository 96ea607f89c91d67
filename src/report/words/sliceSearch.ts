import type { Result } from '../../core/result.js'
import type { FoundSlice, SliceSearch } from '../../core/sliceSearch.js'
import { formatList } from '../numbers.js'
import { asWritten, scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import type { Attention } from './attention.js'
import { changeInWords, changeWithInterval, sideScale, valueWithInterval } from './found.js'
import { judgedSets } from './lookup.js'
import { sliceName } from './measureName.js'

/** Only of sets with labels can a loss be spoken of; else answers merely change. */
export function isLoss({ measure }: SliceSearch): boolean {
  return measure !== 'agreement' && measure !== 'absoluteChange'
}

export function searchMeasureName(voice: Voice, { measure }: SliceSearch): string {
  return voice.say(measure === 'absoluteChange' ? 'search.measure.absoluteChange' : `measure.${measure}`)
}

/** How much worse new is in the slice; positive where it is worse. */
export function degradationOf({ measure }: SliceSearch, value: number): number {
  return measure === 'accuracy' ? -value : value
}

/** One sentence: what was found, or that nothing was, or that nothing could be searched. */
export function searchHeadline(voice: Voice, search: SliceSearch): string {
  const { candidates, clusters, columns, found, searched, minCases } = search
  const tried = candidates.one + candidates.two
  if (tried === 0 && clusters !== undefined && Math.min(clusters.explored, clusters.confirmed) < clusters.fewest)
    return voice.say('search.fewGroups', groupCounts(voice, clusters))
  if (tried === 0) return voice.say('search.tooSmall', { searched, minCases })
  if (found.length > 0) return voice.say(isLoss(search) ? 'search.found' : 'search.changed', { n: found.length })
  return voice.say(isLoss(search) ? 'search.nothing' : 'search.nothingChanged', {
    candidates: voice.count(tried),
    columns: columns.length,
  })
}

/** What was looked at, and how; for whoever wants to know what a search that found nothing is worth. */
export function searchNotes(voice: Voice, result: Result, search: SliceSearch): readonly string[] {
  const { candidates, clusters, columns, leftOut, found, leastLoss } = search
  const scale = scaleOf(search.unit, 'difference', { value: leastLoss, interval: null }, result.targetUnit)
  const level = { word: 'percent', factor: 100, decimals: 0, targetUnit: null } as const
  return [
    ...(candidates.one === 0
      ? []
      : [
          voice.say('search.searched', {
            list: formatList(voice.language, columns),
            one: voice.count(candidates.one),
            two: voice.count(candidates.two),
            minCases: voice.count(search.minCases),
            searched: voice.count(search.searched),
            explored: voice.count(search.exploredCases),
            standOut: voice.count(search.standOut),
            tested: search.tested,
            confirmed: voice.count(search.confirmedCases),
            level: withUnit(voice, asWritten(level, search.level), search.level),
          }),
        ]),
    ...(candidates.one === 0 || clusters === undefined
      ? []
      : [voice.say('search.groups', groupCounts(voice, clusters))]),
    ...(found.length === 0 ? [] : [voice.say('search.own')]),
    ...(search.searched < search.cases
      ? [voice.say('search.sample', { searched: voice.count(search.searched), cases: voice.count(search.cases) })]
      : []),
    ...(candidates.one > 0 && leastLoss > 0
      ? [voice.say('search.least', { amount: withUnit(voice, scale, leastLoss) })]
      : []),
    ...(leftOut.length === 0
      ? []
      : [
          voice.say('search.leftOut', {
            list: formatList(
              voice.language,
              leftOut.map(({ column, reason }) => voice.sayCode('search.leftOut', reason, { column }) ?? column),
            ),
          }),
        ]),
  ]
}

function groupCounts(voice: Voice, { explored, confirmed, fewest }: NonNullable<SliceSearch['clusters']>) {
  return { explored: voice.count(explored), confirmed: voice.count(confirmed), fewest: voice.count(fewest) }
}

/** « exactitude 91 % → 72 %, 19 points moins bien », of one slice. */
export function foundInWords(voice: Voice, result: Result, search: SliceSearch, found: FoundSlice): string {
  const slice = sliceName(voice, found.slice)
  const measure = searchMeasureName(voice, search)
  if (!isLoss(search) || found.old === null || found.new === null) {
    const scale = scaleOf(search.unit, 'value', found, result.targetUnit)
    return voice.say('attention.search.changed', {
      slice,
      measure,
      value: valueWithInterval(voice, scale, found.value, found.interval),
      cases: voice.count(found.n),
      elsewhere: withUnit(voice, scale, found.elsewhere),
    })
  }
  const scale = scaleOf(search.unit, 'difference', found, result.targetUnit)
  const side = sideScale(
    result,
    { unit: search.unit, value: found.old, interval: null },
    { ...found, unit: search.unit },
  )
  const turned = search.measure === 'accuracy' ? ([-found.interval[1], -found.interval[0]] as const) : found.interval
  return voice.say('attention.search', {
    slice,
    measure,
    old: withUnit(voice, side, found.old),
    new: withUnit(voice, side, found.new),
    change: changeWithInterval(voice, scale, degradationOf(search, found.value), [turned[0], turned[1]]),
    cases: voice.count(found.n),
    elsewhere: changeInWords(voice, scale, degradationOf(search, found.elsewhere)),
  })
}

/** The worst of each set by itself, and the names of the others. */
export function searchAttention(voice: Voice, result: Result): readonly Attention[] {
  return (result.sliceSearch ?? []).flatMap((search) => {
    const [worst, ...others] = search.found
    if (worst === undefined) return []
    const set = judgedSets(result).length > 1 ? `, ${voice.say('word.onSet', { set: search.set })}` : ''
    const more =
      others.length === 0
        ? []
        : [
            voice.say('attention.search.more', {
              n: others.length,
              list: others.map(({ slice }) => sliceName(voice, slice)).join(' ; '),
            }),
          ]
    return [
      {
        tone: 'inconclusive' as const,
        lead: `${voice.say(isLoss(search) ? 'attention.search.lead' : 'attention.search.changedLead', { set })}.`,
        text: [foundInWords(voice, result, search, worst), ...more].join(' '),
      },
    ]
  })
}
