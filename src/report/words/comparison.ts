import type { ComparisonTest, TestedQuantity, TestName } from '../../core/comparisonTest.js'
import type { Result } from '../../core/result.js'
import { decimalsForValue, formatDecimal } from '../numbers.js'
import { bare, scaleOf, withUnit, type Scale } from '../quantity.js'
import type { Voice } from '../voice.js'
import { measureName } from './measureName.js'

/** From here on chance is an explanation: only the wording hangs on it, never the verdict. */
const RARE = 0.05

type Quantity = ComparisonTest['estimates'][number]

/** What the tests of one set say, the plainest first. */
export function comparisonSentences(voice: Voice, result: Result, set: string): readonly string[] {
  const find = (test: TestName): ComparisonTest | undefined =>
    result.tests?.find((each) => each.set === set && each.test === test && each.criterion === undefined)
  return [
    rightAnswers(voice, result, find('mcnemar-mid-p')),
    answerShares(voice, result, find('stuart-maxwell')),
    limits(voice, result, find('limits-of-agreement')),
    lin(voice, find('concordance')),
    bias(voice, result, find('deming')),
  ].filter((sentence) => sentence !== null)
}

export function quantityOf(test: ComparisonTest | undefined, name: TestedQuantity): Quantity | undefined {
  return test?.estimates.find((quantity) => quantity.name === name)
}

function rightAnswers(voice: Voice, result: Result, test: ComparisonTest | undefined): string | null {
  const [onlyOld, onlyNew] = [quantityOf(test, 'only-old'), quantityOf(test, 'only-new')]
  if (test === undefined || onlyOld === undefined || onlyNew === undefined || test.pValue === null) return null
  if (onlyOld.value + onlyNew.value === 0) return voice.say('comparison.noDiscordance', { cases: voice.count(test.n) })
  return voice.say(test.pValue < RARE ? 'comparison.unequal' : 'comparison.undetected', {
    onlyOld: shownCount(voice, result, onlyOld.value),
    onlyNew: shownCount(voice, result, onlyNew.value),
    chance: chanceInWords(voice, test.pValue),
  })
}

function answerShares(voice: Voice, result: Result, test: ComparisonTest | undefined): string | null {
  const changed = quantityOf(test, 'discordant')
  if (test === undefined || changed === undefined || test.pValue === null) return null
  return voice.say(test.pValue < RARE ? 'comparison.answersMoved' : 'comparison.answersUndetected', {
    changed: shownCount(voice, result, changed.value),
    chance: chanceInWords(voice, test.pValue),
  })
}

function limits(voice: Voice, result: Result, test: ComparisonTest | undefined): string | null {
  const [low, high] = [quantityOf(test, 'low-limit'), quantityOf(test, 'high-limit')]
  const mean = quantityOf(test, 'bias')
  if (test === undefined || low === undefined || high === undefined || mean === undefined) return null
  if (low.value === 0 && high.value === 0) return voice.say('comparison.limitsExact', { cases: voice.count(test.n) })
  const scale = scaleOf(
    result.task === 'regression' ? 'target' : 'number',
    'difference',
    limitsOf(low, high),
    result.targetUnit,
  )
  const fine = mean.interval === null ? scale : scaleOf(unitOf(result), 'difference', mean, result.targetUnit)
  return voice.say(result.task === 'regression' ? 'comparison.limits' : 'comparison.limitsOfScores', {
    low: bare(voice, scale, low.value, 'always'),
    high: withUnit(voice, scale, high.value, 'always'),
    bias: withUnit(voice, fine, mean.value, 'always'),
    biasRange: rangeOf(voice, fine, mean),
  })
}

function limitsOf(low: Quantity, high: Quantity) {
  return { value: high.value, interval: [low.value, high.value] as [number, number] }
}

function lin(voice: Voice, test: ComparisonTest | undefined): string | null {
  const found = quantityOf(test, 'concordance')
  if (found === undefined) return null
  const scale = scaleOf('number', 'value', found)
  return voice.say('comparison.concordance', {
    value: bare(voice, scale, found.value),
    range:
      found.interval === null
        ? ''
        : voice.say('comparison.concordanceRange', {
            low: bare(voice, scale, found.interval[0]),
            high: bare(voice, scale, found.interval[1]),
          }),
  })
}

function bias(voice: Voice, result: Result, test: ComparisonTest | undefined): string | null {
  const [slope, intercept] = [quantityOf(test, 'slope'), quantityOf(test, 'intercept')]
  if (!slope?.interval || !intercept?.interval) return null
  const ofSlope = scaleOf('number', 'value', slope)
  const ofIntercept = scaleOf(unitOf(result), 'difference', intercept, result.targetUnit)
  const id = isOff(slope.interval, 1)
    ? 'comparison.proportional'
    : isOff(intercept.interval, 0)
      ? 'comparison.constant'
      : 'comparison.noBias'
  return voice.say(id, {
    way: slope.value < 1 ? 'narrower' : 'wider',
    slope: bare(voice, ofSlope, slope.value),
    slopeRange: rangeOf(voice, ofSlope, slope),
    intercept: withUnit(voice, ofIntercept, intercept.value, 'always'),
    interceptRange: rangeOf(voice, ofIntercept, intercept),
  })
}

function isOff([low, high]: readonly [number, number], at: number): boolean {
  return low > at || high < at
}

/** Counts of cases below the smallest cell are not shown. */
function shownCount(voice: Voice, result: Result, cases: number): string {
  const smallest = result.plan.smallestCell
  return cases > 0 && cases < smallest ? voice.say('smallCell', { smallest }) : voice.count(cases)
}

function unitOf(result: Result): 'target' | 'number' {
  return result.task === 'regression' ? 'target' : 'number'
}

function rangeOf(voice: Voice, scale: Scale, { interval }: Quantity): string {
  if (interval === null) return ''
  return voice.say('comparison.range', { low: bare(voice, scale, interval[0]), high: bare(voice, scale, interval[1]) })
}

function chanceInWords(voice: Voice, p: number): string {
  if (p < 0.001) return voice.say('comparison.chance.rare')
  const scale = { ...scaleOf('proportion', 'value', { value: p, interval: null }), decimals: p < 0.1 ? 1 : 0 }
  return voice.say('comparison.chance.often', { percent: withUnit(voice, scale, p) })
}

/** `0,154`, `moins de 0,0001`. */
export function pValueText(voice: Voice, p: number | null): string {
  if (p === null) return '–'
  if (p < 1e-4) return voice.say('comparison.less', { p: formatDecimal(voice.language, 1e-4, 4) })
  if (p > 0.9995) return voice.say('comparison.more', { p: formatDecimal(voice.language, 0.999, 3) })
  return formatDecimal(voice.language, p, p < 0.001 ? 4 : 3)
}

/** The question that a test asks, with the measure that it is about. */
export function testName(voice: Voice, { test, measure, options }: ComparisonTest): string {
  return voice.say(`comparison.isTest.${test}`, {
    measure: measure === undefined ? '' : measureName(voice, { measure, options: options ?? {} }),
  })
}

/** Everything that a test estimated, one after the other; or why there is nothing. */
export function quantitiesText(voice: Voice, result: Result, { estimates, reason }: ComparisonTest): string {
  if (estimates.length === 0)
    return reason === undefined
      ? ''
      : voice.say('comparison.untested', { reason: voice.sayCode('comparison.reason', reason) ?? reason })
  return estimates
    .map((quantity) =>
      voice.say(`comparison.quantity.${quantity.name}`, { value: quantityText(voice, result, quantity) }),
    )
    .join(' · ')
}

function quantityText(voice: Voice, result: Result, quantity: Quantity): string {
  const { name, value, interval } = quantity
  if (name === 'only-old' || name === 'only-new' || name === 'discordant') return shownCount(voice, result, value)
  const scale =
    interval === null
      ? { ...scaleOf('number', 'value', { value, interval }), decimals: decimalsForValue(value) }
      : scaleOf('number', 'value', quantity)
  const text = bare(voice, scale, value)
  return interval === null ? text : `${text} (${rangeOf(voice, scale, quantity)})`
}
