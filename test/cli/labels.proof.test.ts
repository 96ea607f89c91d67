import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { layHandover, PLAN, readResult, testSet, type Handover } from './handover.js'

/*
 * Two recordings over 60 animals. The set knows cats, kittens, dogs and foxes, fifteen of each; old calls a young cat a kitten and has no word
 * for a fox, new calls a young dog a puppy and knows foxes. Old is always right where it can be. New is right but for every fifth fox.
 */
const ANIMALS = ['cat', 'kitten', 'dog', 'fox']
const animal = (i: number): string => ANIMALS[i % 4]!
const rows = (line: (i: number) => string): string => Array.from({ length: 60 }, (_, i) => `${line(i)}\n`).join('')

const FILES = {
  'test.csv': `id,animal\n${rows((i) => `a${i},${animal(i)}`)}`,
  'old.csv': `id,p_cat,p_kitten,p_dog\n${rows((i) => {
    const scores = { cat: '0.5,0.3,0.2', kitten: '0.3,0.5,0.2', dog: '0.1,0.1,0.8', fox: '0.3,0.3,0.4' }
    return `a${i},${scores[animal(i) as keyof typeof scores]}`
  })}`,
  'new.csv': `id,p_cat,p_dog,p_puppy,p_fox\n${rows((i) => {
    const scores = { cat: '0.8,0.1,0.1,0', kitten: '0.8,0.1,0.1,0', dog: '0.2,0.4,0.4,0', fox: '0,0.1,0.1,0.8' }
    return `a${i},${i % 20 === 3 ? scores.cat : scores[animal(i) as keyof typeof scores]}`
  })}`,
}

const plan = (labels: string, criteria: string): string => `recette: 1
title: Animals
task: classification
models:
  old: { predictions: old.csv, id: id, scores: { cat: p_cat, kitten: p_kitten, dog: p_dog } }
  new: { predictions: new.csv, id: id, scores: { cat: p_cat, dog: p_dog, puppy: p_puppy, fox: p_fox } }
sets: { test: test.csv }
columns: { id: id, label: animal }
${labels}criteria:
  - { measure: accuracy, maxDegradation: 10 points, basis: fixed }
${criteria}report: { languages: [en, fr] }
`

const MAP = `labels:
  cat: { old: [cat, kitten], set: [cat, kitten] }
  dog: { new: [dog, puppy] }
  fox: { old: [] }
`
const COVERAGE = '  - { measure: coverage, atLeast: 100 % }\n'

const lay = (labels: string, criteria: string): Promise<Handover> =>
  layHandover({ plan: plan(labels, criteria), files: FILES, earlier: false })

function estimate(result: Result, measure: string, of: string, column: string | null = null): number | null {
  const found = result.estimates.find(
    (one) => one.measure === measure && one.of === of && (one.slice?.[0]?.column ?? null) === column,
  )
  return found === undefined ? null : found.value
}

describe('labels that are merged, split and added', () => {
  it('correspond as the plan says; what old cannot say is left out, measured and judged apart', async () => {
    const handover = await lay(
      MAP,
      `${COVERAGE}  - { measure: accuracy, by: labels-old-cannot-say, atLeast: 70 %, basis: fixed }\n`,
    )
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    const result = readResult(handover.out)

    expect(result.labels).toEqual({
      labels: ['cat', 'dog', 'fox'],
      positive: null,
      map: [
        { label: 'cat', old: ['cat', 'kitten'], new: ['cat'], set: ['cat', 'kitten'] },
        { label: 'dog', old: ['dog'], new: ['dog', 'puppy'], set: ['dog'] },
        { label: 'fox', old: [], new: ['fox'], set: ['fox'] },
      ],
    })
    // Fifteen foxes are left out, and do not count against the coverage: nobody failed to answer.
    expect(result.sets['test']).toMatchObject({
      rows: 60,
      compared: 45,
      excluded: [{ reason: 'a label that old cannot say', count: 15 }],
    })
    expect(estimate(result, 'coverage', 'pair')).toBe(1)
    expect(estimate(result, 'accuracy', 'old')).toBe(1)
    expect(estimate(result, 'accuracy', 'new')).toBe(1)
    // Scores of labels that count as one are added: 0.5 + 0.3 for a cat by old, 0.4 + 0.4 for a dog by new.
    expect(estimate(result, 'logLoss', 'old')).toBeCloseTo(-Math.log(0.8), 12)
    expect(estimate(result, 'logLoss', 'new')).toBeCloseTo(-Math.log(0.8), 12)

    // Of the fifteen foxes new takes the three with i = 3, 23, 43 for cats; old cannot be right on any.
    expect(estimate(result, 'accuracy', 'new', 'labels-old-cannot-say')).toBe(12 / 15)
    expect(estimate(result, 'accuracy', 'old', 'labels-old-cannot-say')).toBe(0)
    expect(result.findings.find(({ slice }) => slice !== null)).toMatchObject({
      status: 'pass',
      slice: [{ column: 'labels-old-cannot-say', value: 'fox' }],
      value: 0.8,
      n: 15,
    })

    const html = readFileSync(handover.path('report/report.html'), 'utf8')
    expect(html).toContain('Labels that one model cannot say')
    expect(html).toContain('Étiquettes qu’un des modèles ne peut pas donner')
    expect(html).toContain('Labels that count as one')
    expect(html).toContain('“cat” + “kitten”')
    expect(run.stdout.replace(/\s+/g, ' ')).toContain('15 cases have labels that the old model cannot say (fox)')
  })

  it('are an error that lists every side when the plan does not map them, with a block that can be pasted', async () => {
    const handover = await lay('', COVERAGE)
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr).toBe(
      `✖ The labels do not correspond: "kitten" of old, "puppy", "fox" of new, "kitten", "fox" of the set stand for nothing that both models have. Old has "cat", "kitten", "dog" (by the plan); new has "cat", "dog", "puppy", "fox" (by the plan); the set has "cat", "dog", "fox", "kitten".
→ Say in the plan what corresponds. A first guess, to be read and corrected:
  labels:
    kitten: { old: kitten, new: [] }   # guessed: it has this name wherever it is known; [] = new cannot say it
    fox: { old: [], new: fox }   # guessed: it has this name wherever it is known; [] = old cannot say it
    puppy: { old: [], new: puppy }   # guessed: nothing like it elsewhere; [] = old cannot say it
`.trimEnd(),
    )
    const block = run.stderr.slice(run.stderr.indexOf('labels:')).replaceAll('\n  ', '\n')
    const pasted = await lay(`${block}\n`, '  - { measure: coverage, atLeast: 70 % }\n')
    const again = await pasted.run()
    expect(again.code, again.stderr).toBe(0)
    // The kittens, fifteen of sixty, are lost for new: the coverage counts them.
    expect(estimate(readResult(pasted.out), 'coverage', 'pair')).toBe(45 / 60)
  })
})

describe('a label that the new model lost', () => {
  // New answers "dog" for something else now: it has no word for the dogs of the set, as old has none for puppies and foxes.
  const LOST = `labels:
  cat: { old: [cat, kitten], set: [cat, kitten] }
  dog: { new: [] }
  wild: { old: [], new: dog }
  puppy: { old: [] }
  fox: { old: [] }
`

  it('fails the coverage that the plan asks for, and cannot run where the plan asks for none', async () => {
    const strict = await lay(LOST, COVERAGE)
    const failed = await strict.run()
    expect(failed.code, failed.stderr).toBe(1)
    const result = readResult(strict.out)
    expect(estimate(result, 'coverage', 'pair')).toBe(45 / 60)
    expect(result.sets['test']!.excluded).toEqual([
      { reason: 'a label that new cannot say', count: 15 },
      { reason: 'a label that old cannot say', count: 15 },
    ])

    const silent = await lay(LOST, '')
    const refused = await silent.run()
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain(
      '15 of 60 cases were not answered by both models (15 with a label that new cannot say)',
    )
  })

  it('is judged apart where the plan says how much of it may be lost', async () => {
    const handover = await lay(
      LOST,
      `${COVERAGE}  - { measure: accuracy, by: labels-new-cannot-say, maxDegradation: 20 points }\n`,
    )
    const run = await handover.run()
    // Old was right on all fifteen dogs, and new can be on none: far more than 20 points are lost.
    expect(run.code, run.stderr).toBe(1)
    const result = readResult(handover.out)
    expect(result.findings.map(({ measure, status, value }) => ({ measure, status, value }))).toEqual([
      { measure: 'accuracy', status: 'pass', value: 0 },
      { measure: 'coverage', status: 'pass', value: 1 },
      { measure: 'accuracy', status: 'fail', value: 1 },
    ])
  })
})

describe('labels that are called otherwise', () => {
  const renamed = (old: string, delivered: string, map: string): string =>
    PLAN.replace('old.onnx, labels: ["no", "yes"]', `old.onnx, labels: ${old}`)
      .replace('new.onnx, labels: ["no", "yes"]', `new.onnx, labels: ${delivered}`)
      .replace('criteria:', `${map}criteria:`)

  it('are joined by the plan, and a guess at yes/oui and 0/1 is offered where it does not say', async () => {
    const map = `labels:
  "no": { old: "0", new: non }
  "yes": { old: "1", new: oui }
`
    const mapped = await layHandover({ plan: renamed('["0", "1"]', '[non, oui]', map), earlier: false })
    const run = await mapped.run()
    expect(run.code, run.stderr).toBe(0)
    expect(readResult(mapped.out).labels?.positive).toBe('yes')

    const bare = await layHandover({
      plan: renamed('["0", "1"]', '[non, oui]', '').replace(', positive: "yes"', ''),
      earlier: false,
    })
    const refused = await bare.run()
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain(`
  labels:
    "no": { old: "0", new: non }   # guessed: words of one meaning; 1 for yes, 0 for no
    "yes": { old: "1", new: oui }   # guessed: words of one meaning; 1 for yes, 0 for no`)
  })

  it('are the same where only their representation differs, and the report says so', async () => {
    const plan = renamed('["0.0", "1.0"]', '["0 ", "1"]', '').replace('positive: "yes"', 'positive: "1"')
    const files = { 'test.csv': testSet((line) => line.replace(/yes$/, '1').replace(/no$/, '0')) }
    const handover = await layHandover({ plan, files, earlier: false })
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    const result = readResult(handover.out)
    expect(result.labels?.labels).toEqual(['0.0', '1'])
    expect(result.notices.map(({ code, values }) => [code, values['labels']])).toContainEqual([
      'labels-spelled-new',
      '"0 " = "0.0"',
    ])
  })

  it('are tested for their order: a model that fits far better the other way round is told of, and nothing is changed', async () => {
    const plan = renamed('["no", "yes"]', '["yes", "no"]', '').replace(
      / {2}- { measure: accuracy.*\n/,
      '  - { measure: largestScoreDifference, atMost: 1 }\n',
    )
    const handover = await layHandover({ plan, earlier: false })
    const run = await handover.run()
    // Nothing is asked of the quality, so that nothing failed; told it is all the same.
    expect(run.code, run.stderr).toBe(0)
    const result = readResult(handover.out)
    // Of the 120 cases every eleventh, ten in all, is labelled against both models: right on 110, or the other way round on 10.
    expect(result.notices).toContainEqual({
      code: 'label-order-new',
      values: { given: '[yes, no]', other: '[no, yes]', cases: 120, before: 10, after: 110 },
    })
    expect(result.notices.map(({ code }) => code)).not.toContain('label-order-old')
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      'The new model looks as if its labels were [no, yes], where it was given [yes, no]',
    )
    expect(estimate(result, 'accuracy', 'new')).toBeCloseTo(10 / 120, 12)
  })

  it('must be in the plan where a model has none and its scores are known by their place alone, and a guess is offered', async () => {
    // Both models are one sigmoid; only old's labels are written down.
    const handover = await layHandover({ plan: PLAN.replace('new.onnx, labels: ["no", "yes"]', 'new.onnx') })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('✖ new does not say which labels its scores stand for, and neither does the plan.')
    expect(run.stderr).toContain('for example labels: ["no", "yes"] (only a guess: the labels of the set, sorted)')
  })

  it('are an error when neither model knows a label of the set', async () => {
    const files = { 'test.csv': testSet((line, at) => (at === 7 ? line.replace(/,(no|yes)$/, ',maybe') : line)) }
    const handover = await layHandover({ files, earlier: false })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('"maybe" of the set stands for nothing that both models have.')
    expect(run.stderr).toContain('maybe: { old: [], new: [] }')
  })
})
