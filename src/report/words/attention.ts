import { measureInfo } from '../../core/measureCatalog.js'
import type { Estimate } from '../../core/estimate.js'
import type { Finding, ModelRecord, Result } from '../../core/result.js'
import { apartSide } from '../../core/labelMap.js'
import { scaleOf } from '../quantity.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { apartCases, apartSentence } from './apart.js'
import { belowChance } from './belowChance.js'
import { changedColumns } from './drift.js'
import { changeInWords, foundAlone, foundSentence } from './found.js'
import { FEW, segmentGroups } from './findingGroups.js'
import { listSome } from './listSome.js'
import { headResults, inHead } from './heads.js'
import { allFindings, concerns, headlineMeasure, isSuppressed, judgedSets } from './lookup.js'
import { measureName, sliceName, theMeasure } from './measureName.js'
import { contradictions, noiseSentence } from './noise.js'
import { noticeSentence, noticeSentences } from './notices.js'
import { shortReason } from './reason.js'
import { sealEdits } from './seal.js'
import { searchAttention } from './sliceSearch.js'

/** Something a reader must know before deciding; `tone` only orders and marks it. */
export interface Attention {
  readonly tone: 'fail' | 'could-not-run' | 'inconclusive' | 'note'
  /** What it is about, set apart from the sentence. */
  readonly lead?: string
  readonly text: string
  /** Said in English whatever the language: the engineer's own error message. */
  readonly english?: string
}

/** Everything that asks for attention, the gravest first; empty when there is nothing. */
export function attentionItems(voice: Voice, result: Result): readonly Attention[] {
  const open = allFindings(result).filter(({ status }) => status !== 'pass' && status !== 'waived')
  const order = ['fail', 'could-not-run', 'inconclusive']
  return [
    ...contradictions(voice, result).map(({ lead, text }) => ({ tone: 'could-not-run' as const, lead, text })),
    ...result.notices
      .filter(({ code }) => SAME_MODEL.has(code))
      .map((notice) => ({ tone: 'inconclusive' as const, text: noticeSentence(voice, notice) })),
    ...sealItem(voice, result),
    ...result.problems.map(({ code, of, set, message, hint }) => ({
      tone: 'could-not-run' as const,
      text:
        voice.sayCode('problem.code', `${code}.${of}`) ??
        voice.say(`problem.${of}`, { where: set === null ? '' : voice.say('problem.where', { set }) }),
      english: `${message} ${hint}`,
    })),
    ...segmentGroups(
      open.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || levelOrder(a) - levelOrder(b)),
    ).flatMap((group) =>
      group.length > FEW
        ? [groupItem(voice, result, group)]
        : group.map((finding) => findingItem(voice, result, finding)),
    ),
    ...headResults(result).flatMap(({ name, result: of }) =>
      [
        ...searchAttention(voice, of),
        ...losingSegments(voice, of),
        ...exclusions(voice, of),
        ...apartCases(of).map((cases) => note(apartSentence(voice, cases))),
        ...notFinite(voice, of),
        ...doubts(voice, of),
        ...guesses(voice, of),
        ...noise(voice, of),
      ].map((item) => ({ ...item, text: inHead(voice, name, item.text) })),
    ),
    ...driftedColumns(voice, result),
    ...notes(voice, result),
    ...noticeSentences(
      voice,
      result.notices.filter(({ code }) => !SAME_MODEL.has(code)),
    ).map(note),
  ]
}

/** Segments that a sentence names before it counts the rest. */
const MOST_NAMED = 5

/** New is old, in another wrapper or none: to be known before anything is concluded from how alike they are. */
const SAME_MODEL: ReadonlySet<string> = new Set([
  'same-artifact',
  'same-weights',
  'same-weights-rearranged',
  'same-weights-rounded',
  'weights-shared',
])

/** What was edited after it was agreed is to be known before anything else is believed. */
function sealItem(voice: Voice, result: Result): readonly Attention[] {
  const [lead, ...edits] = sealEdits(voice, result)
  return lead === undefined ? [] : [{ tone: 'inconclusive', lead, text: edits.join(' ') }]
}

/** Named, as the finding behind them is about the most changed alone. */
function driftedColumns(voice: Voice, result: Result): Attention[] {
  return judgedSets(result).flatMap((set) => {
    const said = new Set(result.findings.map(({ options }) => options.column))
    const columns = changedColumns(voice, result, set).flatMap(({ column }) => (said.has(column) ? [] : [column]))
    if (columns.length === 0) return []
    return [note(voice.say('drift.attention', { n: columns.length, columns: listSome(voice, columns, MOST_NAMED) }))]
  })
}

/** Segments of one criterion that came to the same end: one item that names the worst, as the table of criteria shows each. */
function groupItem(voice: Voice, result: Result, group: readonly Finding[]): Attention {
  return {
    ...findingItem(voice, result, { ...group[0]!, slice: null }),
    text: voice.say(`attention.group.${group[0]!.status === 'fail' ? 'fail' : 'open'}`, {
      n: group.length,
      list: segmentList(voice, result, group),
    }),
  }
}

/** « region = Est (3,4 points moins bien), region = Nord (3,2 points moins bien) et 2 autres » */
export function segmentList(voice: Voice, result: Result, group: readonly Finding[]): string {
  const names = group.map((finding) => {
    const change = foundAlone(voice, result, finding)
    return `${sliceName(voice, finding.slice ?? [])}${change === null ? '' : ` (${change})`}`
  })
  return listSome(voice, names, MOST_NAMED)
}

function findingItem(voice: Voice, result: Result, finding: Finding): Attention {
  const what = [
    capitalize(theMeasure(voice, finding)),
    ...(finding.slice === null ? [] : [sliceName(voice, finding.slice)]),
    ...(judgedSets(result).length > 1 ? [voice.say('word.onSet', { set: finding.set })] : []),
  ].join(', ')
  const status = finding.status === 'pass' || finding.status === 'waived' ? 'note' : finding.status
  const found = finding.value === null ? [] : [foundSentence(voice, result, finding)]
  return {
    tone: finding.level === 'warn' ? 'note' : status,
    lead: voice.say(finding.level === 'warn' ? 'attention.warning' : 'attention.finding', { what }),
    text: [...found, shortReason(voice, result, finding)].join(' '),
  }
}

/**
 * Segments whose whole interval is on the losing side although no finding above says so: for the headline measure only, and with
 * how many chance alone would put there, because a long list of segments always holds an unlucky one.
 */
function losingSegments(voice: Voice, result: Result): readonly Attention[] {
  return judgedSets(result).flatMap((set) => {
    const measure = headlineMeasure(result, set)
    const segments = result.estimates.filter(
      (one) =>
        one.set === set &&
        one.measure === measure &&
        one.of === 'difference' &&
        one.slice !== null &&
        apartSide(one.slice) === null &&
        one.interval !== null,
    )
    const losing = segments
      .filter((one) => isLosing(one) && !isSuppressed(result, one) && !isReported(result, one))
      .sort(byLoss)
    const [worst] = losing
    if (worst === undefined) return []
    const names = losing.map((one) => {
      const scale = scaleOf(one.unit, 'difference', one, result.targetUnit)
      return `${sliceName(voice, one.slice ?? [])} (${changeInWords(voice, scale, lossOf(one))})`
    })
    const several = judgedSets(result).length > 1 ? `, ${voice.say('word.onSet', { set })}` : ''
    return [
      note(
        voice.say('attention.segments', {
          measure: `${capitalize(measureName(voice, worst))}${several}`,
          n: losing.length,
          list: listSome(voice, names, MOST_NAMED),
          chance: byChance(voice, (segments.length * (1 - result.plan.confidence)) / 2),
          total: voice.count(segments.length),
        }),
      ),
    ]
  })
}

function byChance(voice: Voice, expected: number): string {
  return expected < 0.75 ? voice.say('lessThanOne') : voice.say('about', { count: voice.count(Math.round(expected)) })
}

function isReported(result: Result, estimate: Estimate): boolean {
  return result.findings.some((finding) => finding.status !== 'pass' && concerns(finding, estimate))
}

function isLosing({ interval, measure }: Estimate): boolean {
  if (interval === null) return false
  return measureInfo(measure).direction === 'higher' ? interval[1] < 0 : interval[0] > 0
}

/** Positive where the new model is worse. */
function lossOf({ value, measure }: Estimate): number {
  return (value ?? 0) * (measureInfo(measure).direction === 'higher' ? -1 : 1)
}

function byLoss(a: Estimate, b: Estimate): number {
  return lossOf(b) - lossOf(a)
}

function exclusions(voice: Voice, result: Result): readonly Attention[] {
  return Object.entries(result.sets).flatMap(([name, set]) => {
    const left = set.excluded.reduce((sum, { count }) => sum + count, 0)
    if (set.rows === 0 || left / set.rows <= 0.01) return []
    return [
      note(
        voice.say('attention.excluded', { set: name, left: voice.count(left), rows: voice.count(set.rows), n: left }),
      ),
    ]
  })
}

/** Numbers that are none: what they keep from being measured is among the findings; here is where they stand. */
function notFinite(voice: Voice, result: Result): readonly Attention[] {
  return result.evidence.flatMap(({ set, outcome }) =>
    outcome?.kind !== 'tensors'
      ? []
      : outcome.outputs
          .filter((output) => output.notFinite > 0)
          .map(({ output, notFinite: count, notFiniteRow }) =>
            note(
              voice.say('outputs.notFinite', {
                output,
                count: voice.count(count),
                row: notFiniteRow ?? 0,
                set,
              }),
            ),
          ),
  )
}

function doubts(voice: Voice, result: Result): readonly Attention[] {
  const who = belowChance(result)
  return who === null ? [] : [note(voice.say(`attention.belowChance.${who}`))]
}

function guesses(voice: Voice, result: Result): readonly Attention[] {
  return (['old', 'new'] as const).flatMap((side) => {
    const model = result.models[side]
    return model !== null && isGuessed(model, result.plan.inferred)
      ? [note(voice.say(`attention.guessed.${side}`))]
      : []
  })
}

/** Labels that an inferred plan gives a model are a guess of the tool's, whoever wrote them down. A recording's columns bear the names of labels. */
function isGuessed({ mapping, signature }: ModelRecord, inferred: boolean): boolean {
  if (mapping === null || signature === null) return false
  const { labelsFrom } = mapping.output
  if (labelsFrom === 'set' || (inferred && labelsFrom === 'plan')) return true
  return mapping.inputs.some(({ by }) => by === 'by-order')
}

function noise(voice: Voice, result: Result): readonly Attention[] {
  const floor = result.noiseFloor
  if (floor === null || floor.flips === 0 || (floor.sides?.old?.unstable ?? 0) > 0) return []
  return [note(noiseSentence(voice, floor))]
}

function notes(voice: Voice, { plan, models }: Result): readonly Attention[] {
  const items: Attention[] = []
  for (const side of ['old', 'new'] as const)
    if (models[side]?.trusted === true) items.push(note(voice.say(`attention.trusted.${side}`)))
  if (plan.inferred) items.push(note(voice.say('attention.inferred')))
  else if (plan.seal === undefined && !plan.sealed) items.push(note(voice.say('attention.unsealed')))
  if (plan.basis === 'fixed') items.push(note(voice.say('attention.fixed')))
  return items
}

function note(text: string): Attention {
  return { tone: 'note', text }
}

function levelOrder({ level }: Finding): number {
  return level === 'error' ? 0 : 1
}
