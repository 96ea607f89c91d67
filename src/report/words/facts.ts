import type { Finding, Result } from '../../core/result.js'
import { measureInfo } from '../../core/measureCatalog.js'
import { scaleOf, withUnit } from '../quantity.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { amountInWords } from './asked.js'
import { classEvidenceOf, flipsOf, recognitionOf } from './flips.js'
import { costSentence } from './costs.js'
import { changeWithInterval, foundChange, sideScale } from './found.js'
import { labelSetEvidenceOf, setFlips } from './labelDecisions.js'
import { headResults, inHead } from './heads.js'
import { allFindings, findEstimate, headlineMeasure, isMeasured, judgedSets } from './lookup.js'
import { distinctSlices, sliceName, theMeasure } from './measureName.js'
import { keptSentence, operatingEffectOf, pointOf } from './operating.js'
import { outputFacts } from './outputs.js'
import { hasLabels } from './untested.js'

/** The three to five facts that carry the verdict: what happened to cases first, then how sure that is. */
export function factSentences(voice: Voice, result: Result): readonly string[] {
  const set = judgedSets(result).find((name) => (result.sets[name]?.compared ?? 0) > 0)
  if (set === undefined) return [voice.say('fact.nothingCompared')]
  const ofHeads = headResults(result).flatMap(({ name, result: of }) =>
    [
      withoutLabels(voice, of),
      answersFact(voice, of, set),
      headlineFact(voice, of, set),
      ...outputFacts(voice, of, set),
      flipFact(voice, of, set),
      operatingFact(voice, of, set),
      costSentence(voice, of, set),
      positiveFact(voice, of, set),
    ]
      .filter((fact) => fact !== null)
      .slice(0, name === null ? undefined : 3)
      .map((fact) => inHead(voice, name, fact)),
  )
  const facts = [...ofHeads, segmentFact(voice, result), driftFact(voice, result), tallyFact(voice, result)].filter(
    (fact) => fact !== null,
  )
  return result.heads !== undefined || facts.length <= 5 ? facts : [...facts.slice(0, 4), ...facts.slice(-1)]
}

/** Said before anything else: agreement is no quality. */
function withoutLabels(voice: Voice, result: Result): string | null {
  return result.task === 'tensors' || hasLabels(result) ? null : voice.say('fact.noLabels')
}

/** Where no label says who is right: how many cases get another answer. */
function answersFact(voice: Voice, result: Result, set: string): string | null {
  const evidence = classEvidenceOf(result, set)
  if (evidence === null || flipsOf(evidence) !== null) return null
  const { cells } = evidence.joint
  const total = cells.reduce((sum, [, , , cases]) => sum + cases, 0)
  const changed = cells.reduce((sum, [, before, after, cases]) => (before === after ? sum : sum + cases), 0)
  if (total === 0) return null
  const counts = { n: changed, changed: voice.count(changed), total: voice.count(total) }
  if (total < FEW) return voice.say('fact.answersFew', counts)
  return voice.say('fact.answers', { ...counts, share: perThousand(voice, changed, total) })
}

/** « Sur 1 000 cas, l’ancien modèle en classe bien 834 et le nouveau 830. » */
function headlineFact(voice: Voice, result: Result, set: string): string | null {
  const measure = headlineMeasure(result, set)
  if (measure === null) return null
  const wanted = { measure, options: {}, set, slice: null }
  const before = findEstimate(result, wanted, 'old')
  const after = findEstimate(result, wanted, 'new')
  const difference = findEstimate(result, wanted, 'difference')
  if (!isMeasured(before) || !isMeasured(after) || !isMeasured(difference)) return null
  const worse = measureInfo(measure).direction === 'higher' ? -1 : 1
  const { interval } = difference
  const change = changeWithInterval(
    voice,
    scaleOf(difference.unit, 'difference', difference, result.targetUnit),
    difference.value * worse,
    interval === null || worse === 1 ? interval : [-interval[1], -interval[0]],
  )
  const values = { change, confidence: confidenceOf(voice, result), cases: voice.count(difference.n), n: difference.n }
  if (measure === 'accuracy' && difference.n < FEW && result.sets[set]?.sample === undefined) {
    const [was, is] = [before, after].map(({ value }) => voice.count(Math.round(value * difference.n)))
    return voice.say('fact.accuracyFew', { ...values, was: was!, is: is! })
  }
  if (measure === 'accuracy') {
    const [was, is] = [Math.round(before.value * 1000), Math.round(after.value * 1000)]
    return voice.say('fact.accuracy', { ...values, was: voice.count(was), is: voice.count(is) })
  }
  const scale = sideScale(result, before, difference)
  return voice.say(interval === null ? 'fact.sidesAlone' : 'fact.sides', {
    ...values,
    measure: capitalize(theMeasure(voice, wanted)),
    was: withUnit(voice, scale, before.value),
    is: withUnit(voice, scale, after.value),
  })
}

/** « Sur 1 000 cas, 3 bien classés ne le sont plus, 5 le deviennent. » */
function flipFact(voice: Voice, result: Result, set: string): string | null {
  const evidence = classEvidenceOf(result, set)
  const sets = labelSetEvidenceOf(result, set)
  const flips = sets === null ? (evidence === null ? null : flipsOf(evidence)) : setFlips(sets)
  if (flips === null) return null
  const { lost, gained, total } = flips
  const counts = {
    lostCount: voice.count(lost),
    gainedCount: voice.count(gained),
    total: voice.count(total),
    lost,
    gained,
  }
  const [none, few, many] =
    sets === null
      ? (['fact.noFlips', 'fact.flipsFew', 'fact.flips'] as const)
      : (['fact.setsNoFlips', 'fact.setFlipsFew', 'fact.setFlips'] as const)
  if (lost + gained === 0) return voice.say(none, counts)
  if (total < FEW) return voice.say(few, counts)
  return voice.say(many, {
    ...counts,
    lostShare: perThousand(voice, lost, total),
    gainedShare: perThousand(voice, gained, total),
  })
}

/** Where the plan says at which threshold the models operate: what keeping it does. */
function operatingFact(voice: Voice, result: Result, set: string): string | null {
  const effect = operatingEffectOf(result, set)
  // Where the plan gives new another threshold, keeping the old one is not what would happen.
  if (effect === null || effect.assumed || pointOf(effect, 'own-threshold') !== null) return null
  return voice.say('fact.operating', { kept: keptSentence(voice, effect) })
}

/** For two classes: of 1,000 true positives, how many each model sees; and its false alarms. */
function positiveFact(voice: Voice, result: Result, set: string): string | null {
  const positive = result.labels?.positive ?? null
  const evidence = classEvidenceOf(result, set)
  if (positive === null || evidence === null) return null
  const seen = recognitionOf(evidence, positive)
  if (seen === null || seen.cases < 100 || seen.others === 0) return null
  if (seen.cases < FEW || seen.others < FEW)
    return voice.say('fact.positiveFew', {
      label: positive,
      cases: voice.count(seen.cases),
      others: voice.count(seen.others),
      was: voice.count(seen.old),
      is: voice.count(seen.new),
      alarmsWere: voice.count(seen.oldFalseAlarms),
      alarmsAre: voice.count(seen.newFalseAlarms),
    })
  return voice.say('fact.positive', {
    label: positive,
    was: perThousand(voice, seen.old, seen.cases),
    is: perThousand(voice, seen.new, seen.cases),
    alarmsWere: perThousand(voice, seen.oldFalseAlarms, seen.others),
    alarmsAre: perThousand(voice, seen.newFalseAlarms, seen.others),
  })
}

function segmentFact(voice: Voice, result: Result): string | null {
  const findings = result.findings.filter((finding) => finding.slice !== null)
  if (findings.length === 0) return null
  const failed = findings.filter((finding) => finding.status === 'fail').sort(byExcess)
  const [worst] = failed
  if (worst !== undefined && worst.slice !== null) {
    return voice.say('fact.segmentFails', {
      slice: sliceName(voice, worst.slice),
      measure: theMeasure(voice, worst),
      change: foundChange(voice, result, worst) ?? '',
      margin: Array.isArray(worst.margin) ? '' : amountInWords(voice, result, worst, worst.margin),
      more: distinctSlices(failed) - 1,
    })
  }
  const open = distinctSlices(findings.filter(({ status }) => status !== 'pass' && status !== 'waived'))
  const n = distinctSlices(findings)
  return voice.say(open === 0 ? 'fact.segmentsPass' : 'fact.segmentsOpen', { n, open })
}

function driftFact(voice: Voice, result: Result): string | null {
  const findings = result.findings.filter((finding) => measureInfo(finding.measure).group === 'drift')
  if (findings.length === 0) return null
  const drifted = findings.filter((finding) => finding.status === 'fail')
  if (drifted.length > 0) return voice.say('fact.driftFails', { n: drifted.length })
  return findings.every((finding) => finding.status === 'pass') ? voice.say('fact.driftPasses') : null
}

function tallyFact(voice: Voice, result: Result): string {
  const counting = allFindings(result).filter((finding) => finding.level === 'error')
  const of = (status: Finding['status']): number => counting.filter((finding) => finding.status === status).length
  return voice.say('fact.tally', {
    n: counting.length,
    passed: of('pass'),
    failed: of('fail'),
    open: of('inconclusive'),
    missing: of('could-not-run'),
    waived: of('waived'),
  })
}

/** How far beyond its margin, relative to it: the worst first. */
function byExcess(a: Finding, b: Finding): number {
  return excess(b) - excess(a)
}

function excess({ value, margin }: Finding): number {
  return value === null || Array.isArray(margin) ? 0 : value - margin
}

export function confidenceOf(voice: Voice, result: Result): string {
  const percent = Number((result.plan.confidence * 100).toPrecision(6))
  return withUnit(
    voice,
    { word: 'percent', factor: 1, decimals: Number.isInteger(percent) ? 0 : 1, targetUnit: null },
    percent,
  )
}

/** Of fewer cases than these nothing is told « out of 1,000 »: it would claim cases that nobody saw. */
export const FEW = 1000

/** Out of 1,000, rounded to whole cases; never « 0 » for something that did happen. */
export function perThousand(voice: Voice, count: number, total: number): string {
  const share = (count / total) * 1000
  if (count > 0 && share < 0.5) return voice.say('lessThanOne')
  return voice.count(Math.round(share))
}
