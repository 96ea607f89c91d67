import type { Finding, FindingStatus, Result } from '../core/result.js'
import type { Language } from './language.js'
import { fill, inert, paint, type Ink } from './terminalText.js'
import { capitalize } from './typography.js'
import { voiceOf, type Voice } from './voice.js'
import { amountInWords } from './words/asked.js'
import { attentionItems, segmentList } from './words/attention.js'
import { FEW, segmentGroups } from './words/findingGroups.js'
import { noticeSentences } from './words/notices.js'
import { factSentences } from './words/facts.js'
import { causesInWords } from './words/causes.js'
import { flipSentence } from './words/flipMargin.js'
import { foundChange } from './words/found.js'
import { headResults, inHead } from './words/heads.js'
import { overallStatus } from '../core/overallStatus.js'
import { sealSentences } from './words/seal.js'
import { allFindings, criterionOf, judgedSets } from './words/lookup.js'
import { measureName, sliceName } from './words/measureName.js'
import { contradictions } from './words/noise.js'
import { takenSentences } from './words/outputText.js'
import { neededNote, shortReason } from './words/reason.js'
import { sinceSentences } from './words/since.js'
import { searchAttention, searchHeadline } from './words/sliceSearch.js'
import { replacementSentence, verdictSentence } from './words/verdict.js'

export interface TerminalOptions {
  readonly language: Language
  readonly color: boolean
  readonly columns: number
  /** Also at which margin each finding would be another. */
  readonly verbose?: boolean
  /** The result of the delivery before, beside which this one is told. */
  readonly against?: Result | null
}

/** The verdict in plain words with the numbers behind it, for a terminal at least 40 columns wide. */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  const { language, color, columns, verbose = false, against = null } = options
  const voice = voiceOf(language)
  const width = Math.max(NARROWEST, Math.min(columns, 100))
  const ink: Ink = paint(color)
  const status = overallStatus(result)
  const word = `${SYMBOLS[status]} ${voice.say(`verdict.question`)} ${voice.say(`verdict.word.${status}`)}`
  return [
    '',
    ...fill(inert(result.title), width).map((line) => ink(line, 'bold')),
    ...fill(inert(replacementSentence(voice, result)), width),
    '',
    ...(against === null ? [] : since(voice, against, result, width, ink)),
    ...contradictions(voice, result).flatMap(({ lead, text }) => [
      ...fill(`! ${lead}`, width, '  ').map((line) => ink(line, 'bold', 'yellow')),
      ...fill(text, width, '  ', '  '),
      '',
    ]),
    ...fill(word, width, '  ').map((line) => ink(line, 'bold', TONES[status])),
    ...fill(inert(verdictSentence(voice, result)), width, '  ', '  '),
    '',
    ...[...factSentences(voice, result), ...sealSentences(voice, result)].flatMap((fact) =>
      fill(`· ${inert(fact)}`, width, '    ', '  '),
    ),
    '',
    ...judgedSets(result).flatMap((set) =>
      fill(
        voice.say('terminal.cases', { cases: voice.count(result.sets[set]?.compared ?? 0), set: inert(set) }),
        width,
      ),
    ),
    '',
    ...findingLines(voice, result, width, ink, verbose),
    ...slicesFound(voice, result, width, ink),
    ...causes(voice, result, width, ink),
    ...notices(voice, result, width, ink),
    ...taken(voice, result, width, ink),
    ...problems(voice, result, width, ink),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n')
}

const NARROWEST = 40
const SYMBOLS: Record<FindingStatus, string> = {
  pass: '✔',
  fail: '✖',
  inconclusive: '◆',
  'could-not-run': '▲',
  waived: '○',
}
const TONES = { pass: 'green', fail: 'red', inconclusive: 'yellow', 'could-not-run': 'magenta', waived: 'dim' } as const

function since(voice: Voice, earlier: Result, result: Result, width: number, ink: Ink): readonly string[] {
  return [
    ...fill(voice.say('since.title'), width, '  ').map((line) => ink(line, 'bold')),
    ...sinceSentences(voice, earlier, result).flatMap((said) => fill(`· ${inert(said)}`, width, '    ', '  ')),
    '',
  ]
}

/** One aligned line for each criterion: symbol, measure, what was found, the limit; the reason below when it is not met. */
function findingLines(voice: Voice, result: Result, width: number, ink: Ink, verbose: boolean): readonly string[] {
  const several = judgedSets(result).length > 1
  const rowOf = (group: readonly Finding[], finding: Finding): Cells => [
    inert(group.length > 1 ? groupName(voice, group, several) : nameOf(voice, finding, several)),
    inert(foundChange(voice, result, finding) ?? voice.say('found.nothing')),
    inert(`${limitOf(voice, result, finding)}${finding.basis === 'fixed' ? ` ${voice.say('terminal.fixed')}` : ''}`),
  ]
  const groups = segmentGroups(allFindings(result)).flatMap((group) =>
    verbose || group.length <= FEW ? group.map((finding) => [finding]) : [group],
  )
  const rows = groups.map((group) => ({
    group,
    finding: group[0]!,
    cells: rowOf(group, group[0]!),
  }))
  if (rows.length === 0) return []
  const heads = [voice.say('terminal.criterion'), voice.say('criteria.found'), voice.say('terminal.limit')] as const
  const widths = columnWidths(width, [heads, ...rows.map(({ cells }) => cells)])
  return [
    ...layOut(heads, widths, ' ').map((line) => ink(line, 'dim')),
    ...rows.flatMap(({ group, finding, cells }) => {
      const warning = finding.level === 'warn' && finding.status === 'fail'
      const symbol = warning ? ink('!', 'yellow') : ink(SYMBOLS[finding.status], TONES[finding.status])
      const reason =
        finding.status === 'pass'
          ? null
          : group.length > 1
            ? segmentList(voice, result, group)
            : shortReason(voice, result, finding)
      const flip = verbose ? flipSentence(voice, result, finding) : null
      const below = [reason, flip].filter((sentence) => sentence !== null)
      return [
        ...layOut(cells, widths, symbol),
        ...below.flatMap((said) => fill(inert(said), width, '      ', '    → ').map((line) => ink(line, 'dim'))),
      ]
    }),
    ...neededNote(
      voice,
      rows.map(({ finding }) => finding),
    ).flatMap((note) => fill(`◆ ${note}`, width, '    ', '  ').map((line) => ink(line, 'dim'))),
    ...(rows.some(({ finding }) => finding.basis === 'fixed')
      ? fill(voice.say('terminal.fixedMeans'), width, '  ', '  ').map((line) => ink(line, 'dim'))
      : []),
  ]
}

/** Where new loses, as it was found by search, or that it was looked for. */
function slicesFound(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  const found = headResults(result).flatMap(({ name, result: of }) =>
    searchAttention(voice, of).map(({ lead = '', text }) => ({ lead, text: inHead(voice, name, text) })),
  )
  const nothing = (result.sliceSearch ?? []).filter((search) => search.found.length === 0)
  if (found.length + nothing.length === 0) return []
  const several = new Set(result.sliceSearch?.map(({ set }) => set)).size > 1
  return [
    '',
    ...found.flatMap(({ lead, text }) => [
      ...fill(`! ${inert(lead)}`, width, '    ', '  ').map((line) => ink(line, 'yellow')),
      ...fill(inert(text), width, '    ', '    '),
    ]),
    ...nothing.flatMap((search) => {
      const text = inHead(voice, search.head ?? null, searchHeadline(voice, search))
      const where = several ? ` [${search.set}]` : ''
      return fill(`○ ${inert(text + where)}`, width, '    ', '  ').map((line) => ink(line, 'dim'))
    }),
  ]
}

/** What probably went wrong, and what to write in the plan to test with it mended. */
function causes(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  const found = causesInWords(voice, result)
  if (found.length === 0) return []
  return [
    '',
    ink(voice.say('causes.title'), 'bold'),
    ...found.flatMap(({ what, evidence, remedy, mend }) => [
      ...fill(`? ${inert(what)}`, width, '    ', '  ').map((line) => ink(line, 'yellow')),
      ...fill(inert(evidence), width, '    ', '    ').map((line) => ink(line, 'dim')),
      ...fill(`→ ${inert(remedy)}`, width, '      ', '    '),
      ...(mend === null ? [] : [`      ${inert(mend)}`]),
    ]),
  ]
}

type Cells = readonly [name: string, found: string, limit: string]
/** Widths of the three columns, or null when the terminal is too narrow for columns. */
type Widths = readonly [number, number, number] | null

function columnWidths(width: number, rows: readonly Cells[]): Widths {
  if (width < 70) return null
  const widest = (i: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[i].length))
  const limit = Math.min(widest(2), 16)
  const name = Math.min(widest(0), Math.floor((width - limit) * 0.42))
  return [name, Math.min(widest(1), width - name - limit - 8), limit]
}

function layOut(cells: Cells, widths: Widths, symbol: string): readonly string[] {
  if (widths === null) {
    const [name, found, limit] = cells
    const [first = '', ...rest] = fill(name, NARROWEST - 4)
    return [
      `  ${symbol} ${first}`,
      ...[...rest, ...fill(`${found} [${limit}]`, NARROWEST - 4)].map((line) => `    ${line}`),
    ]
  }
  const columns = cells.map((cell, i) => fill(cell, widths[i]!))
  return Array.from({ length: Math.max(...columns.map((lines) => lines.length)) }, (_, line) => {
    const padded = columns.map((lines, i) => (lines[line] ?? '').padEnd(widths[i]!))
    return `  ${line === 0 ? symbol : ' '} ${padded.join('  ')}`.trimEnd()
  })
}

function nameOf(voice: Voice, finding: Finding, several: boolean): string {
  const slice = finding.slice === null ? '' : `, ${sliceName(voice, finding.slice)}`
  const set = several ? ` [${finding.set}]` : ''
  return `${capitalize(measureName(voice, finding))}${slice}${set}`
}

/** « Exactitude, 4 segments (le pire : region = Est) ». */
function groupName(voice: Voice, group: readonly Finding[], several: boolean): string {
  const [first] = group
  const segments = voice.say('terminal.segments', { n: group.length, worst: sliceName(voice, first!.slice ?? []) })
  return `${capitalize(measureName(voice, first!))}, ${segments}${several ? ` [${first!.set}]` : ''}`
}

/** `1 point`, `≥ 80 %`: the demand, short. A tolerated degradation stands as it is; everything else has its sign. */
function limitOf(voice: Voice, result: Result, finding: Finding): string {
  if (Array.isArray(finding.margin))
    return finding.margin.map((end) => amountShort(voice, result, finding, end)).join(' … ')
  const amount = amountShort(voice, result, finding, finding.margin)
  if (finding.sense === 'degradation') return amount
  const atLeast = finding.sense === 'improvement' || criterionOf(result, finding)?.demand.kind === 'atLeast'
  return `${atLeast ? '≥' : '≤'} ${amount}`
}

function amountShort(voice: Voice, result: Result, finding: Finding, value: number): string {
  return amountInWords(
    voice,
    result,
    finding.unit === 'relative' ? { ...finding, unit: 'proportion', sense: 'value' } : finding,
    value,
  )
}

function notices(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  const notes = new Set(
    attentionItems(voice, result).flatMap(({ tone, lead, text }) =>
      tone === 'note' && lead === undefined ? [text] : [],
    ),
  )
  for (const notice of noticeSentences(voice, result.notices)) notes.add(notice)
  if (notes.size === 0) return []
  return [
    '',
    ...[...notes].flatMap((note) => fill(`○ ${inert(note)}`, width, '    ', '  ').map((line) => ink(line, 'dim'))),
  ]
}

/** What each model's output was taken for, where the plan does not say. */
function taken(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  const sentences = takenSentences(voice, result)
  if (sentences.length === 0) return []
  return [
    '',
    ...sentences.flatMap((text) => fill(`○ ${inert(text)}`, width, '    ', '  ').map((line) => ink(line, 'dim'))),
  ]
}

function problems(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  if (result.problems.length === 0) return []
  return [
    '',
    ink(voice.say('terminal.problems'), 'bold'),
    ...result.problems.flatMap(({ message, hint, at }) => [
      ...fill(`✖ ${inert(message)}`, width, '    ', '  ').map((line) => ink(line, 'red')),
      ...fill(`→ ${inert(hint)}`, width, '    ', '  '),
      ...(at === null ? [] : fill(`at ${inert(at)}`, width, '    ', '  ')),
    ]),
  ]
}
