import type { Finding, FindingStatus, Result } from '../core/result.js'
import type { Language } from './language.js'
import { fill, inert, paint, type Ink } from './terminalText.js'
import { capitalize } from './typography.js'
import { voiceOf, type Voice } from './voice.js'
import { amountInWords } from './words/asked.js'
import { attentionItems, noticeSentence } from './words/attention.js'
import { factSentences } from './words/facts.js'
import { foundChange } from './words/found.js'
import { allFindings, criterionOf, judgedSets, overallStatus } from './words/lookup.js'
import { measureName, sliceName } from './words/measureName.js'
import { reasonSentence } from './words/reason.js'
import { replacementSentence, verdictSentence } from './words/verdict.js'

export interface TerminalOptions {
  readonly language: Language
  readonly color: boolean
  readonly columns: number
}

/** The verdict in plain words with the numbers behind it, for a terminal at least 40 columns wide. */
export function renderTerminal(result: Result, { language, color, columns }: TerminalOptions): string {
  const voice = voiceOf(language)
  const width = Math.max(40, Math.min(columns, 100))
  const ink: Ink = paint(color)
  const status = overallStatus(result)
  const word = `${SYMBOLS[status]} ${voice.say(`verdict.question`)} ${voice.say(`verdict.word.${status}`)}`
  return [
    '',
    ...fill(inert(result.title), width).map((line) => ink(line, 'bold')),
    ...fill(inert(replacementSentence(voice, result)), width),
    '',
    ...fill(word, width, '  ').map((line) => ink(line, 'bold', TONES[status])),
    ...fill(inert(verdictSentence(voice, result)), width, '  ', '  '),
    '',
    ...factSentences(voice, result).flatMap((fact) => fill(`· ${inert(fact)}`, width, '    ', '  ')),
    '',
    ...judgedSets(result).flatMap((set) =>
      fill(
        voice.say('terminal.cases', { cases: voice.count(result.sets[set]?.compared ?? 0), set: inert(set) }),
        width,
      ),
    ),
    '',
    ...findingLines(voice, result, width, ink),
    ...notices(voice, result, width, ink),
    ...problems(voice, result, width, ink),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n')
}

const SYMBOLS: Record<FindingStatus, string> = {
  pass: '✔',
  fail: '✖',
  inconclusive: '◆',
  'could-not-run': '▲',
  waived: '○',
}
const TONES = { pass: 'green', fail: 'red', inconclusive: 'yellow', 'could-not-run': 'magenta', waived: 'dim' } as const

/** One aligned line for each criterion: symbol, measure, what was found, the margin; the reason below when it is not met. */
function findingLines(voice: Voice, result: Result, width: number, ink: Ink): readonly string[] {
  const findings = allFindings(result)
  const several = judgedSets(result).length > 1
  const rows = findings.map((finding) => ({
    finding,
    name: inert(nameOf(voice, finding, several)),
    found: inert(foundChange(voice, result, finding) ?? voice.say('found.nothing')),
    limit: inert(limitOf(voice, result, finding)),
  }))
  const widest = (key: 'name' | 'limit'): number => Math.max(0, ...rows.map((row) => row[key].length))
  const limitWidth = Math.min(widest('limit'), 18)
  const nameWidth = Math.min(widest('name'), Math.max(16, Math.floor((width - limitWidth) * 0.42)))
  const foundWidth = Math.max(12, width - nameWidth - limitWidth - 8)
  return rows.flatMap(({ finding, name, found, limit }) => {
    const columns = [fill(name, nameWidth), fill(found, foundWidth), fill(limit, limitWidth)] as const
    const height = Math.max(...columns.map((lines) => lines.length))
    const lines = Array.from({ length: height }, (_, i) => {
      const [left = '', middle = '', right = ''] = columns.map((column) => column[i] ?? '')
      const symbol = i === 0 ? ink(SYMBOLS[finding.status], TONES[finding.status]) : ' '
      return `  ${symbol} ${left.padEnd(nameWidth)}  ${middle.padEnd(foundWidth)}  ${right}`.trimEnd()
    })
    if (finding.status === 'pass') return lines
    return [
      ...lines,
      ...fill(inert(reasonSentence(voice, result, finding)), width, '      ', '    → ').map((line) => ink(line, 'dim')),
    ]
  })
}

function nameOf(voice: Voice, finding: Finding, several: boolean): string {
  const slice = finding.slice === null ? '' : `, ${sliceName(finding.slice)}`
  const set = several ? ` [${finding.set}]` : ''
  return `${capitalize(measureName(voice, finding))}${slice}${set}`
}

/** `≤ 1 point worse`, `≥ 80 %`: the demand, short. */
function limitOf(voice: Voice, result: Result, finding: Finding): string {
  if (Array.isArray(finding.margin))
    return finding.margin.map((end) => amountShort(voice, result, finding, end)).join(' … ')
  const amount = amountShort(voice, result, finding, finding.margin)
  const kind = criterionOf(result, finding)?.demand.kind
  if (finding.sense === 'degradation') return voice.say('terminal.atMostWorse', { amount })
  if (finding.sense === 'improvement') return voice.say('terminal.atLeastBetter', { amount })
  return `${kind === 'atLeast' ? '≥' : '≤'} ${amount}`
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
  for (const notice of result.notices) notes.add(noticeSentence(voice, notice))
  if (notes.size === 0) return []
  return [
    '',
    ...[...notes].flatMap((note) => fill(`○ ${inert(note)}`, width, '    ', '  ').map((line) => ink(line, 'dim'))),
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
