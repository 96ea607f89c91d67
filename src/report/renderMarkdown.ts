import type { Finding, FindingStatus, Result } from '../core/result.js'
import type { Language } from './language.js'
import { colon } from './typography.js'
import { voiceOf, type Voice } from './voice.js'
import { askedSentence } from './words/asked.js'
import { causesInWords } from './words/causes.js'
import { factSentences } from './words/facts.js'
import { foundSentence } from './words/found.js'
import { overallStatus } from '../core/overallStatus.js'
import { allFindings } from './words/lookup.js'
import { sliceName } from './words/measureName.js'
import { contradictions } from './words/noise.js'
import { shortReason } from './words/reason.js'
import { sealSentences } from './words/seal.js'
import { sinceSentences } from './words/since.js'
import { requestSentences, verdictSentence } from './words/verdict.js'

/** A short summary for a CI page: the verdict, the facts behind it, one table of findings, the models and the sets. */
export function renderMarkdown(result: Result, language: Language, against: Result | null = null): string {
  const voice = voiceOf(language)
  const status = overallStatus(result)
  return [
    `## ${SYMBOLS[status]} ${text(result.title)} — ${text(voice.say(`verdict.word.${status}`))}`,
    '',
    ...(against === null ? [] : since(voice, against, result)),
    ...contradictions(voice, result).flatMap((one) => [`**${text(one.lead)}** ${text(one.text)}`, '']),
    text(verdictSentence(voice, result)),
    '',
    ...factSentences(voice, result).map((fact) => `- ${text(fact)}`),
    ...sealSentences(voice, result).map((sentence) => `- ${text(sentence)}`),
    '',
    ...problems(result),
    ...causes(voice, result),
    ...findingsTable(voice, result),
    `### ${text(voice.say('markdown.models'))}`,
    '',
    ...models(voice, result),
    ...sets(voice, result),
    '',
    ...requestSentences(voice, result).map((sentence) => `${text(sentence)}  `),
    '',
  ].join('\n')
}

const SYMBOLS: Record<FindingStatus, string> = {
  pass: '✔',
  fail: '✖',
  inconclusive: '◆',
  'could-not-run': '▲',
  waived: '○',
}

function since(voice: Voice, earlier: Result, result: Result): readonly string[] {
  const lines = sinceSentences(voice, earlier, result).map((sentence) => `- ${text(sentence)}`)
  return [`### ${text(voice.say('since.title'))}`, '', ...lines, '']
}

function problems(result: Result): readonly string[] {
  if (result.problems.length === 0) return []
  return [...result.problems.map(({ message, hint }) => `- ✖ ${text(message)} → ${text(hint)}`), '']
}

function causes(voice: Voice, result: Result): readonly string[] {
  const found = causesInWords(voice, result)
  if (found.length === 0) return []
  const lines = found.map(({ what, evidence, remedy, mend }) => {
    const said = [what, evidence, remedy, ...(mend === null ? [] : [mend])]
    return `- ${said.map(text).join(' ')}`
  })
  return [`### ${text(voice.say('causes.title'))}`, '', ...lines, '']
}

function findingsTable(voice: Voice, result: Result): readonly string[] {
  const findings = allFindings(result)
  if (findings.length === 0) return [text(voice.say('criteria.none')), '']
  const head = [voice.say('criteria.finding'), voice.say('criteria.asked'), voice.say('criteria.found')]
  return [
    `| ${head.map(text).join(' | ')} |`,
    '|-|-|-|',
    ...findings.map((finding) => `| ${row(voice, result, finding).map(text).join(' | ')} |`),
    '',
  ]
}

function row(voice: Voice, result: Result, finding: Finding): readonly string[] {
  const word = finding.level === 'warn' && finding.status === 'fail' ? 'warn' : finding.status
  const { language } = voice
  const slice = finding.slice === null ? '' : `${sliceName(voice, finding.slice)}${colon(language)}`
  const several = Object.keys(result.sets).length > 1 ? ` (${finding.set})` : ''
  const fixed = finding.basis === 'fixed' ? ` ${voice.say('criteria.fixed')}` : ''
  const reason = finding.status === 'pass' ? '' : ` ${shortReason(voice, result, finding)}`
  return [
    `${SYMBOLS[finding.status]} ${voice.say(`status.${word}`)}`,
    `${slice}${askedSentence(voice, result, finding)}${several}${fixed}`,
    `${foundSentence(voice, result, finding)}${reason}`,
  ]
}

function models(voice: Voice, { models }: Result): readonly string[] {
  return (['old', 'new'] as const).flatMap((side) => {
    const model = models[side]
    const name = voice.say(`side.${side}`)
    if (model === null) return [`- ${text(name)}${colon(voice.language)}${text(voice.say('compared.notOpened'))}`]
    return [
      `- ${text(name)}${colon(voice.language)}${text(model.artifact)} (${text(model.format)}, SHA-256 ${text(model.sha256.slice(0, 12))}…)`,
    ]
  })
}

function sets(voice: Voice, { sets }: Result): readonly string[] {
  return Object.entries(sets).map(([name, set]) => {
    const counts =
      set.role === 'reference'
        ? voice.say('role.reference')
        : voice.say('markdown.compared', { compared: voice.count(set.compared), rows: voice.count(set.rows) })
    return `- ${text(name)}${colon(voice.language)}${text(set.identity.file)}, ${text(counts)} (SHA-256 ${text(set.identity.sha256.slice(0, 12))}…)`
  })
}

/**
 * Text that Markdown takes for text: every character that could start a construct is escaped, lines are joined, and control
 * characters are dropped, so that a column called `|x` or a label called `<b>` changes nothing around it.
 */
function text(value: string): string {
  return value
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(CONTROLS, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (character) => (KEPT.has(character) ? character : `\\${character}`))
}

/** Harmless inside a line of prose, and too frequent to escape. */
const KEPT: ReadonlySet<string> = new Set(['(', ')', '+', '!', '{', '}'])
// oxlint-disable-next-line no-control-regex -- these are what is removed
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g
