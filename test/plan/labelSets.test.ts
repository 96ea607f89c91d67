import { describe, expect, it } from 'vitest'
import { RecetteErrors } from '../../src/core/errors.js'
import { loadPlanBytes } from '../../src/plan/loadPlan.js'

const PLAN = `recette: 1
task: multilabel
models:
  old: { artifact: old.onnx }
  new: { artifact: new.onnx, threshold: { spam: 0.3 } }
threshold: 0.4
sets: { test: test.csv }
columns: { id: id, label: tags, separator: "|" }
`

const load = (yaml: string) =>
  loadPlanBytes(new TextEncoder().encode(yaml), 'recette.yaml', { filesMustExist: false }).then(({ plan }) => plan)

async function refusal(yaml: string): Promise<string> {
  const refused = await load(yaml).then(
    () => null,
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(RecetteErrors)
  return (refused as RecetteErrors).problems.map(({ message, hint }) => `${message} ${hint}`).join('\n')
}

describe('a plan of several labels a case', () => {
  it('says where the labels stand in one of four ways', async () => {
    const columnsOf = async (columns: string) =>
      (await load(PLAN.replace('label: tags, separator: "|"', columns))).columns
    expect(await columnsOf('label: tags, separator: "|"')).toMatchObject({ label: 'tags', separator: '|' })
    expect(await columnsOf('label: tags, missingLabels: none')).toMatchObject({ label: 'tags', missingLabels: 'none' })
    expect(await columnsOf('label: hot, labels: [spam, ham]')).toMatchObject({
      label: 'hot',
      labelOrder: ['spam', 'ham'],
    })
    expect((await columnsOf('labels: [spam, ham]')).labelColumns).toEqual([
      { label: 'spam', column: 'spam' },
      { label: 'ham', column: 'ham' },
    ])
    expect((await columnsOf('labels: { spam: is_spam }')).labelColumns).toEqual([{ label: 'spam', column: 'is_spam' }])
  })

  it('has a threshold for both models, and of its own for each', async () => {
    const { models } = await load(PLAN)
    expect(models.old.threshold).toBe(0.4)
    expect(models.new.threshold).toEqual({ spam: 0.3 })
  })

  it('takes the preset of such models by default', async () => {
    const { preset, criteria } = await load(PLAN)
    expect(preset).toBe('replacement')
    expect(criteria.map(({ id }) => id)).toContain('f1(average=micro) maxDegradation 2 points')
    const unlabelled = await load(PLAN.replace('label: tags, separator: "|"', ''))
    expect(unlabelled.preset).toBe('same-model')
  })

  it('is refused where it says what such models have not', async () => {
    const criterion = (text: string): string => `${PLAN}criteria:\n  - { ${text} }\n`
    const wrong: [yaml: string, said: string][] = [
      [PLAN.replace('separator', 'positive'), 'none of them is the positive one'],
      [PLAN.replace('multilabel', 'classification'), 'columns.separator is for the task multilabel'],
      [PLAN.replace('multilabel', 'regression'), 'A threshold is for the tasks classification and multilabel'],
      [PLAN.replace('separator: "|"', 'labels: { spam: is_spam }'), 'Keep one of the two'],
      [PLAN.replace('label: tags, ', ''), 'no column of texts'],
      [PLAN.replace('separator: "|"', 'labels: [a, b, a]'), '"a" stands twice in columns.labels'],
      [PLAN.replace('threshold: 0.4', 'threshold: 40'), 'a probability between 0 and 1'],
      [PLAN.replace('threshold: 0.4', 'threshold: { spam: 1 }'), 'a probability between 0 and 1'],
      [criterion('measure: f1, average: binary, maxDegradation: 1 point'), 'Its averages: micro, macro, weighted, samples.'],
      [criterion('measure: rocAuc, average: micro, maxDegradation: 1 point'), 'Its averages: macro, weighted.'],
      [criterion('measure: accuracy, maxDegradation: 1 point'), 'subsetAccuracy'],
      [criterion('measure: agreement, average: macro, atLeast: 90 %'), 'Its options: class.'],
      [PLAN.replace('{ artifact: old.onnx }', '{ predictions: old.csv, score: p }'), 'Add scores: { LABEL: NAME } or predicted: NAME.'],
    ] // prettier-ignore
    for (const [yaml, said] of wrong) expect(await refusal(yaml)).toContain(said)
    const micro = criterion('measure: f1, average: micro, maxDegradation: 1 point')
    const ofClasses = micro
      .replace('multilabel', 'classification')
      .replace(/threshold: 0.4\n|, threshold: \{ spam: 0.3 \}|, separator: "\|"/g, '')
    expect(await refusal(ofClasses)).toContain(
      'f1 has no average micro in a classification. Its averages: binary, macro, weighted.',
    )
  })
})
