import type { Finding, Result } from '../../core/result.js'
import { formatDate } from '../numbers.js'
import type { Voice } from '../voice.js'
import { listSome } from './listSome.js'
import { overallStatus } from '../../core/overallStatus.js'
import { allFindings } from './lookup.js'
import { distinctSlices, measureName, sliceName } from './measureName.js'
import { isBeyondReach, roundUp } from './reason.js'

/** One sentence that a person who signs can repeat. */
export function verdictSentence(voice: Voice, result: Result): string {
  const status = overallStatus(result)
  const speaking = result.verdict.status === status ? result.verdict : (result.environment.verdict ?? result.verdict)
  const deciding = allFindings(result).filter((finding) => finding.level === 'error' && finding.status === status)
  // What holds for all cases speaks first; segments are counted, unless only segments are at issue.
  const overall = deciding.filter(({ slice }) => slice === null)
  const named = overall.length > 0 ? overall : deciding
  const names = [...new Set(named.map((finding) => nameWithSlice(voice, finding)))]
  const furthest = named
    .filter(({ casesNeeded }) => casesNeeded !== null && !isBeyondReach(casesNeeded))
    .sort((a, b) => (b.casesNeeded ?? 0) - (a.casesNeeded ?? 0))[0]
  const values = {
    measures: listSome(voice, names, MOST),
    segments: named === deciding ? 0 : distinctSlices(deciding),
    needed: furthest === undefined ? '' : voice.count(roundUp(furthest.casesNeeded ?? 1)),
    cases: furthest === undefined ? '' : voice.count(furthest.n),
  }
  if (status === 'inconclusive' && furthest !== undefined) return voice.say('verdict.inconclusive.needed', values)
  return voice.sayCode('verdict', speaking.reason, values) ?? voice.say(`verdict.${status}`, values)
}

const MOST = 4

function nameWithSlice(voice: Voice, finding: Finding): string {
  const name = measureName(voice, finding)
  return finding.slice === null ? name : `${name} (${sliceName(voice, finding.slice)})`
}

/** What the reader is asked to do, and by when. */
export function requestSentences(voice: Voice, result: Result): readonly string[] {
  const { decideBy } = result.parties
  return [
    decideBy === null
      ? voice.say('request.ask')
      : voice.say('request.askBy', { date: formatDate(voice.language, decideBy) }),
    voice.say(`request.${overallStatus(result)}`),
  ]
}

/** « L’ancien modèle (churn.onnx, Agence A) est remplacé par… »: what was replaced by what, and who delivered it. */
export function replacementSentence(voice: Voice, result: Result): string {
  const { models, parties } = result
  const name = (model: Result['models']['old'], by: string | null): string =>
    by === null
      ? (model?.artifact ?? voice.say('head.unknownModel'))
      : voice.say('head.modelBy', { model: model?.artifact ?? voice.say('head.unknownModel'), by })
  return voice.say('head.replacement', { old: name(models.old, parties.old), new: name(models.new, parties.new) })
}
