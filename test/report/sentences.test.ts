import { describe, expect, it } from 'vitest'
import type { FindingStatus, Result } from '../../src/core/result.js'
import { voiceOf } from '../../src/report/voice.js'
import { askedSentence } from '../../src/report/words/asked.js'
import { attentionItems } from '../../src/report/words/attention.js'
import { factSentences } from '../../src/report/words/facts.js'
import { foundSentence } from '../../src/report/words/found.js'
import { listSome } from '../../src/report/words/listSome.js'
import { overallStatus } from '../../src/core/overallStatus.js'
import { reasonSentence } from '../../src/report/words/reason.js'
import { untestedSentences } from '../../src/report/words/untested.js'
import { requestSentences, verdictSentence } from '../../src/report/words/verdict.js'
import { brokenResult, failingResult, finding, passingResult, regressionResult, undecidedResult } from './sample.js'

const fr = voiceOf('fr')
const en = voiceOf('en')
/** Sentences are compared by what they say; spacing has tests of its own. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ')

describe('a criterion in words', () => {
  it('says what was asked with the plan’s own margin', () => {
    const [accuracy] = passingResult().findings
    expect(plain(askedSentence(fr, passingResult(), accuracy!))).toBe(
      'L’exactitude ne doit pas baisser de plus de 1 point.',
    )
    expect(plain(askedSentence(en, passingResult(), accuracy!))).toBe('Accuracy must not fall by more than 1 point.')
  })

  it('says what was found with before, after, direction, interval and cases', () => {
    const [accuracy] = passingResult().findings
    expect(plain(foundSentence(fr, passingResult(), accuracy!))).toBe(
      '83,4 % avant, 83,0 % maintenant : 0,4 point moins bien (entre 0,1 mieux et 0,9 moins bien), sur 3 000 cas.',
    )
    expect(plain(foundSentence(en, passingResult(), accuracy!))).toBe(
      '83.4% before, 83.0% now: worse by 0.4 points (between 0.1 better and 0.9 worse), on 3,000 cases.',
    )
  })

  it('calls a rise of an error worse, and a fall of it better', () => {
    const result = regressionResult()
    const mae = result.findings.find(({ measure }) => measure === 'mae')!
    expect(plain(askedSentence(fr, result, mae))).toBe(
      'L’erreur absolue moyenne ne doit pas augmenter de plus de 5 % de son ancienne valeur.',
    )
    // -1.7 % of the old value with [-4.7, +1.3]: an improvement, 6 points wide, so one digit.
    expect(plain(foundSentence(fr, result, mae))).toBe(
      '41,8 € avant, 41,1 € maintenant : 1,7 % mieux (entre 4,7 mieux et 1,3 moins bien), sur 1 500 cas.',
    )
  })

  it('turns an improvement that was asked for the right way round', () => {
    const better = finding('accuracy', {
      sense: 'improvement',
      value: 0.03,
      interval: [0.01, 0.05],
      margin: 0.02,
      slice: null,
      set: 'other',
    })
    expect(plain(foundSentence(en, passingResult(), better))).toBe(
      'better by 3.0 points (between 1.0 and 5.0 better), on 3,000 cases.',
    )
  })

  it('says of an undecided one how many cases would settle it, rounded up to two digits', () => {
    const result = undecidedResult()
    const open = result.findings.find(({ status }) => status === 'inconclusive')!
    expect(plain(reasonSentence(en, result, open))).toBe(
      'The interval lies partly inside and partly beyond what the plan accepts. About 1,900 cases would settle it; there are 640.',
    )
  })

  it('shows nothing of a segment with fewer cases than the smallest cell', () => {
    const tiny = finding('accuracy', {
      slice: [{ column: 'region', value: 'Overseas' }],
      n: 4,
      value: 0.25,
      interval: [0, 0.5],
    })
    const said = foundSentence(en, passingResult(), tiny)
    expect(said).toBe('Not shown: fewer than 10 cases.')
  })

  it('has a sentence for every reason that the judge gives, in both languages', () => {
    const reasons: readonly [FindingStatus, string][] = [
      ['pass', 'within-margin'],
      ['fail', 'beyond-margin'],
      ['inconclusive', 'interval-straddles'],
      ['inconclusive', 'not-proven-after-holm'],
      ['inconclusive', 'too-few-cases'],
      ['inconclusive', 'no-interval'],
      ['could-not-run', 'no-such-set'],
      ['could-not-run', 'no-such-slice'],
      ['could-not-run', 'no-estimate'],
      ['could-not-run', 'nothing-compared'],
      ['could-not-run', 'no-value'],
      ['could-not-run', 'incomparable-column'],
      ['could-not-run', 'one-class'],
      ['could-not-run', 'near-zero-baseline'],
      ['waived', 'waived-would-pass'],
      ['waived', 'waived-would-fail'],
      ['waived', 'waived-would-be-inconclusive'],
      ['waived', 'waived-could-not-run'],
    ]
    for (const voice of [fr, en]) {
      const said = reasons.map(([status, reason]) =>
        reasonSentence(
          voice,
          passingResult(),
          finding('accuracy', { status, reason, criterion: 'accuracy/by region' }),
        ),
      )
      expect(new Set(said).size).toBe(reasons.length)
    }
  })
})

describe('the first screen', () => {
  it('speaks of cases, not only of percentages', () => {
    const facts = factSentences(fr, passingResult()).map(plain)
    expect(facts[0]).toMatch(/^Sur 1 000 cas, l’ancien modèle donne 834 bonnes réponses et le nouveau 830/)
    // 36 of 3,000 lost is 12 in 1,000; 24 won is 8.
    expect(facts[1]).toBe(
      'Sur 1 000 cas, 12 qui recevaient la bonne réponse ne la reçoivent plus et 8 la reçoivent désormais (36 et 24 sur les 3 000 cas comparés).',
    )
    // 900 cases are told as they are: nobody saw a thousand.
    expect(facts[2]!.replaceAll(/\s/g, ' ')).toBe(
      'Sur les 900 cas réellement « yes », l’ancien modèle en retrouve 612 et le nouveau 606. Sur les 2 100 autres cas, il annonce « yes » à tort 216 fois au lieu de 210.',
    )
    expect(facts.length).toBeGreaterThanOrEqual(3)
    expect(facts.length).toBeLessThanOrEqual(5)
  })

  it('names the failed criteria, the worst segment and the way out', () => {
    const result = failingResult()
    expect(plain(verdictSentence(en, result))).toBe('The plan is not met: accuracy; and in one segment.')
    expect(factSentences(en, result).map(plain)).toContain(
      'Where region = South, accuracy gets worse by 6.1 points (between 3.8 and 8.4 worse); the plan tolerates 3 points.',
    )
    expect(requestSentences(en, result).join(' ')).toContain('only with reservations')
  })

  it('tells of an undecided result how many cases are missing', () => {
    expect(plain(verdictSentence(fr, undecidedResult()))).toBe(
      'Les cas conservés ne suffisent pas pour trancher (exactitude) : il en faudrait environ 1 900, et il y en a 640.',
    )
  })

  it('never has a good word for a result in which nothing was compared', () => {
    const result = brokenResult()
    expect(overallStatus(result)).toBe('could-not-run')
    expect(factSentences(en, result)).toEqual([
      'No case was compared. Nothing in this report speaks for or against the new model.',
    ])
    expect(requestSentences(en, result).join(' ')).toContain('cannot support acceptance')
  })

  it('says what was not tested, from what the run lacked', () => {
    const without = passingResult({ evidence: [], plan: { ...passingResult().plan, segments: [] } })
    const said = untestedSentences(en, without).join('\n')
    expect(said).toMatch(/no reference set/)
    expect(said).toMatch(/no segments/)
    expect(said).toMatch(/carry no labels/)
    expect(said).toMatch(/regular service \(VSR\)/)
    expect(untestedSentences(en, passingResult()).join('\n')).not.toMatch(/no reference set|no segments|no labels/)
  })

  it('lets a failed criterion on time or memory speak for the whole', () => {
    const environment = {
      ...passingResult().environment,
      verdict: { status: 'fail' as const, reason: 'criteria-fail' },
    }
    expect(overallStatus(passingResult({ environment }))).toBe('fail')
  })
})

describe('what asks for attention', () => {
  it('is nothing only when every criterion is met and nothing was left out or guessed', () => {
    const base = passingResult()
    const quiet: Result = {
      ...base,
      notices: [],
      findings: base.findings.filter(({ status }) => status === 'pass'),
      estimates: base.estimates.filter(({ slice }) => slice === null),
      sets: { test: { ...base.sets['test']!, rows: 3000, excluded: [] } },
      environment: { ...base.environment, findings: [] },
    }
    expect(attentionItems(en, quiet)).toEqual([])
    const marks = (change: Partial<Result>): number => attentionItems(en, { ...quiet, ...change }).length
    expect(marks({ plan: { ...quiet.plan, sealed: false } })).toBe(1)
    expect(marks({ models: { ...quiet.models, new: { ...quiet.models.new!, trusted: true } } })).toBe(1)
    expect(marks({ noiseFloor: { set: 'test', cases: 10, largestScoreDifference: 0.1, flips: 1 } })).toBe(1)
    expect(marks({ notices: [{ code: 'labels-spelled-new', values: { labels: 'maybe' } }] })).toBe(1)
    expect(marks({ sets: base.sets })).toBe(1)
  })

  it('is that labels were guessed when they stand in a plan that nobody wrote', () => {
    const base = passingResult()
    const old = base.models.old!
    const mapping = { ...old.mapping!, output: { ...old.mapping!.output, labelsFrom: 'plan' as const } }
    const texts = (inferred: boolean): string =>
      attentionItems(en, {
        ...base,
        plan: { ...base.plan, inferred },
        models: { ...base.models, old: { ...old, mapping } },
      })
        .map(({ text }) => text)
        .join(' ')
    expect(texts(true)).toContain('How columns or labels reach the old model was guessed')
    expect(texts(false)).not.toContain('How columns or labels reach the old model was guessed')
  })

  it('is that models agree with the labels no better than chance: both read the wrong way round would pass', () => {
    const base = passingResult()
    const texts = (cells: [number, number, number, number][]): string =>
      attentionItems(en, {
        ...base,
        evidence: base.evidence.map((one) => ({
          ...one,
          outcome:
            one.outcome?.kind === 'classes' ? { ...one.outcome, joint: { labels: ['no', 'yes'], cells } } : one.outcome,
        })),
      })
        .map(({ text }) => text)
        .join(' ')
    const turned: [number, number, number, number][] = [
      [0, 1, 1, 45],
      [0, 0, 0, 5],
      [1, 0, 0, 50],
    ]
    // 5 of 100 right; chance: (50 x 55 + 50 x 45) / 100 = 50.
    expect(texts(turned)).toContain('Both models agree with the labels no better than chance')
    // The new model right in 95.
    expect(texts(turned.map(([truth, old, answer, n]) => [truth, old, 1 - answer, n]))).toContain(
      'The old model agrees with the labels no better than chance',
    )
    // A rare label that is seldom found: 96 of 100 right, fewer than by always answering "no", yet better than chance.
    expect(
      texts([
        [0, 0, 0, 94],
        [0, 1, 1, 3],
        [1, 1, 1, 2],
        [1, 0, 0, 1],
      ]),
    ).not.toContain('chance')
    // Too few to tell.
    expect(texts(turned.map(([truth, old, answer, n]) => [truth, old, answer, Math.ceil(n / 10)]))).not.toContain(
      'chance',
    )
  })

  it('puts what failed first, then what is open, then what is only to be known', () => {
    const tones = attentionItems(en, failingResult()).map(({ tone }) => tone)
    expect(tones.slice(0, 2)).toEqual(['fail', 'fail'])
    expect(tones.lastIndexOf('fail')).toBeLessThan(tones.indexOf('note'))
  })

  it('shows a notice of another version with its own words rather than none', () => {
    const result = passingResult({ notices: [{ code: 'from-the-future', values: { share: 3 } }] })
    expect(attentionItems(fr, result).map(({ text }) => text)).toContain('from-the-future (share: 3)')
  })

  it('does not show a loss of a segment that is too small to be shown', () => {
    const base = passingResult()
    const loss = {
      ...base.estimates[2]!,
      slice: [{ column: 'region', value: 'Overseas' }],
      n: 4,
      value: -0.5,
      interval: [-0.9, -0.1] as [number, number],
    }
    const texts = attentionItems(en, { ...base, estimates: [...base.estimates, loss] }).map(({ text }) => text)
    expect(texts.join(' ')).not.toContain('Overseas')
  })
})

describe('a headline without an interval', () => {
  it('does not speak of one', () => {
    const result = regressionResult()
    const estimates = result.estimates.map((estimate) =>
      estimate.of === 'difference' && estimate.slice === null ? { ...estimate, interval: null } : estimate,
    )
    const said = factSentences(en, { ...result, estimates }).map(plain)
    expect(said.some((sentence) => sentence.includes('and no interval'))).toBe(true)
    expect(said.some((sentence) => sentence.includes('95% interval'))).toBe(false)
    expect(
      factSentences(en, result)
        .map(plain)
        .some((sentence) => sentence.includes('95% interval')),
    ).toBe(true)
  })
})

describe('a list that is too long for a sentence', () => {
  it('names the first ones and counts the others, but never counts a single one', () => {
    expect(listSome(fr, ['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c et 2 autres')
    expect(listSome(en, ['a', 'b', 'c', 'd'], 3)).toBe('a, b, c and d')
  })
})
