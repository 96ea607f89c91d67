import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPlan } from '../../src/plan/loadPlan.js'
import { loadStored, loadText, PLANS, planAsking, problemsOf, smallPlan } from './refusals.js'

describe('a plan with many mistakes', () => {
  it('has all of them listed at once, in the order of the text, each with its line and column', async () => {
    const problems = await problemsOf(loadStored('many-mistakes.yaml'))
    expect(problems.map((problem) => problem.split(' ', 2).join(' '))).toEqual([
      '3:1 PLAN_UNKNOWN_KEY',
      '4:7 PLAN_WRONG_VALUE',
      '6:20 PLAN_NO_SUCH_FILE',
      '6:58 PLAN_REPEATED_NAME',
      '7:42 PLAN_UNKNOWN_KEY',
      '7:65 PLAN_UNKNOWN_UNIT',
      '9:9 PLAN_NO_SUCH_FILE',
      '10:9 PLAN_SET_WITHOUT_ROLE',
      '11:16 PLAN_WRONG_VALUE',
      '12:13 PLAN_OUT_OF_RANGE',
      '14:16 PLAN_UNKNOWN_MEASURE',
      '15:42 PLAN_NEGATIVE_MARGIN',
      '16:42 PLAN_UNKNOWN_UNIT',
      '17:26 PLAN_UNKNOWN_KEY',
      '18:30 PLAN_UNKNOWN_SEGMENT',
      '19:5 PLAN_SEVERAL_DEMANDS',
      '20:5 PLAN_WRONG_VALUE',
      '21:31 PLAN_WRONG_VALUE',
      '22:35 PLAN_OUT_OF_RANGE',
      '22:49 PLAN_WRONG_VALUE',
      '23:22 PLAN_BAD_DATE',
    ])
    expect(problems[1]).toContain('Did you mean "classification"?')
    expect(problems[2]).toContain('Did you mean "handover/churn.onnx"?')
    expect(problems[4]).toContain('models.new has no key "timout". Did you mean "timeout"?')
    expect(problems[10]).toContain('There is no measure "acuracy". Did you mean "accuracy"?')
    expect(problems[11]).toContain('"-1 point" is negative')
    expect(problems[13]).toContain('Did you mean "maxDegradation"?')
    expect(problems[14]).toContain('Did you mean "region"?')
  })

  it('in the same run has both what YAML forbids and what the plan gets wrong', async () => {
    expect(await problemsOf(loadStored('duplicate-keys.yaml'))).toEqual([
      '3:1 PLAN_DUPLICATE_KEY The key "task" stands twice in the same map.',
      '6:42 PLAN_DUPLICATE_KEY The key "artifact" stands twice in the same map.',
      '7:15 PLAN_NO_SUCH_FILE sets.test: there is no file "datasets/churn/missing.csv".',
    ])
  })
})

describe('a text that is no plan', () => {
  it('with broken YAML says where the break is, and nothing that only follows from it', async () => {
    const problems = await problemsOf(loadStored('syntax-error.yaml'))
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^[45]:\d+ PLAN_SYNTAX This is not valid YAML: /)
  })

  it('with a tab for indentation says so', async () => {
    const problems = await problemsOf(loadText('recette: 1\nmodels:\n\told: { artifact: x }\n'))
    expect(problems[0]).toMatch(/^3:1 PLAN_SYNTAX This line is indented with a tab/)
  })

  it('when empty or not a map says what it must be', async () => {
    expect(await problemsOf(loadText(''))).toEqual([
      '1:1 PLAN_WRONG_VALUE The plan is empty, but must be a map with the keys recette, task, models, sets and columns.',
    ])
    expect((await problemsOf(loadText('- a\n- b\n')))[0]).toContain('The plan is a list, but must be a map')
  })

  it('in another encoding says so', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'recette-plan-')), 'recette.yaml')
    await writeFile(path, Buffer.from('title: Op\xe9ration\n', 'latin1'))
    expect((await problemsOf(loadPlan(path)))[0]).toContain('is not a UTF-8 text')
  })

  it('that is not there names the nearest file that is', async () => {
    const [problem] = await problemsOf(loadPlan(join(PLANS, 'dezign.yaml')))
    expect(problem).toContain('There is no plan')
    expect(problem).toContain('design.yaml"?')
    expect((await problemsOf(loadPlan(PLANS)))[0]).toContain('is a folder, but a plan is a file')
  })

  it('with an alias that grows without bounds is refused, not unfolded', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed'].map((pair) => [...pair] as [string, string])) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${of}`).join(', ')}]`)
    }
    expect((await problemsOf(loadText(bomb.join('\n')))).join()).toContain(
      'PLAN_SYNTAX The YAML aliases cannot be resolved',
    )
  })
})

describe('a plan with a hole in it', () => {
  it('says everything that is missing', async () => {
    expect(await problemsOf(loadText('title: Nothing yet\n'))).toEqual([
      '1:1 PLAN_MISSING The plan does not say which version of the format it is in.',
      '1:1 PLAN_MISSING The plan does not say what the models are for.',
      '1:1 PLAN_MISSING The plan has no sets, so there is nothing to compare on.',
      '1:1 PLAN_MISSING The plan names no models.',
    ])
  })

  it('is told what each model lacks', async () => {
    const text = smallPlan().replace(/models: .*/, 'models: { old: { labels: [a, b] } }')
    expect(await problemsOf(loadText(text))).toEqual([
      '3:9 PLAN_MISSING models.new is missing: two models are compared.',
      '3:16 PLAN_MISSING models.old says neither which artifact it is, nor where it is called, nor where its predictions are.',
    ])
  })

  it('cannot be one in which no set is judged', async () => {
    const text = smallPlan().replace('test: datasets/churn/test.csv, ', '')
    expect(await problemsOf(loadText(text))).toEqual([
      '4:7 PLAN_NO_SET_TO_JUDGE No set has the role test or validation, so nothing would be judged.',
    ])
  })

  it('does not call a value missing that is there but wrong', async () => {
    const problems = await problemsOf(
      loadText(smallPlan('criteria: accuracy').replace('task: classification', 'task: 3')),
    )
    expect(problems.map((problem) => problem.split(' ', 2).join(' '))).toEqual([
      '2:7 PLAN_WRONG_VALUE',
      '6:11 PLAN_WRONG_VALUE',
    ])
  })
})

describe('models', () => {
  it.each([
    [
      '{ endpoint: "http://localhost" }',
      'PLAN_WRONG_VALUE models.old.endpoint is "http://localhost", but must be a map with the keys protocol and url.',
    ],
    [
      '{ artifact: handover/churn.onnx, predictions: handover/answers.csv }',
      'PLAN_SEVERAL_MODELS models.old names both an artifact and predictions.',
    ],
    [
      '{ artifact: handover/churn.onnx, score: p }',
      'PLAN_DOES_NOT_FIT models.old.score belongs to recorded predictions, but this model is an artifact.',
    ],
    [
      '{ predictions: handover/answers.csv, predicted: a, memory: 1 GiB }',
      'PLAN_DOES_NOT_FIT models.old.memory belongs to an artifact, but this model is recorded predictions.',
    ],
    [
      '{ predictions: handover/answers.csv }',
      'PLAN_MISSING models.old does not say which column holds the answers of a classification.',
    ],
    [
      '{ predictions: { tset: handover/answers.csv }, predicted: a }',
      'PLAN_UNKNOWN_SET models.old.predictions is for the set "tset", which the plan does not have.',
    ],
    [
      '{ predictions: { reference: handover/answers.csv }, predicted: a }',
      'PLAN_MISSING models.old.predictions has no file for the set "test".',
    ],
    [
      '{ artifact: handover/churn.onnx, trust: 1234 }',
      'PLAN_BAD_DIGEST models.old.trust is "1234", but must be a SHA-256 of 64 hexadecimal digits.',
    ],
    [
      '{ artifact: handover/churn.onnx, timeout: 60 }',
      'PLAN_UNKNOWN_UNIT models.old.timeout: "60" has no unit, but must be a time such as 60 s or 5 min.',
    ],
    [
      '{ artifact: handover/churn.onnx, inputs: { x: { column: a, multiply: .nan } } }',
      'PLAN_WRONG_VALUE models.old.inputs.x.multiply is NaN (a number), but must be a number.',
    ],
    [
      '{ artifact: handover/churn.onnx, inputs: { x: { column: a, multiply: 0 } } }',
      'PLAN_OUT_OF_RANGE The column "a" is multiplied by 0, which would give the model the same number for every case.',
    ],
    [
      '{ artifact: handover/churn.onnx, inputs: { x: [{ colum: a }] } }',
      'PLAN_UNKNOWN_KEY Entry 1 of models.old.inputs.x has no key "colum". Did you mean "column"?',
    ],
    [
      '{ predictions: handover, predicted: a }',
      'PLAN_NOT_A_FILE models.old.predictions: "handover" is a folder, but a file is expected.',
    ],
    [
      '{ artifact: handovr/churn.onnx }',
      'PLAN_NO_SUCH_FILE models.old.artifact: there is no file "handovr/churn.onnx". Did you mean "handover/churn.onnx"?',
    ],
  ])('%s is refused with its reason', async (old, expected) => {
    const problems = await problemsOf(loadText(withOld(old)))
    expect(problems.map((problem) => problem.replace(/^\S+ /, ''))).toContain(expected)
  })

  it('an artifact may be a folder', async () => {
    const { plan } = await loadText(withOld('{ artifact: handover }'))
    expect(plan.models.old).toMatchObject({ kind: 'artifact', artifact: { shown: 'handover' } })
  })

  it('recorded predictions need an id to be joined by', async () => {
    const text = withOld('{ predictions: handover/answers.csv, predicted: a }').replace('id: customer_id, ', '')
    expect((await problemsOf(loadText(text))).join()).toContain(
      'joined to the cases by their id, but no column is named',
    )
  })
})

describe('what belongs together', () => {
  it.each([
    [
      'an id, which never repeats, is no cluster',
      smallPlan().replace('label: churned', 'label: churned, cluster: customer_id'),
      '5:54 PLAN_DOES_NOT_FIT The column "customer_id" cannot be both the id and the cluster of a case: an id names one case alone, so no two would ever be of one cluster.',
    ],
    [
      'a label is no weight',
      smallPlan().replace('label: churned', 'label: churned, weight: churned'),
      '5:53 PLAN_DOES_NOT_FIT The column "churned" cannot be both the label and the weight of a case.',
    ],
    [
      'raw outputs are facts about these cases, whatever household they belong to',
      smallPlan().replace('task: classification', 'task: tensors').replace('label: churned', 'cluster: household'),
      'PLAN_DOES_NOT_FIT columns.cluster ("household") cannot be taken into account in a task tensors: raw outputs are compared element by element, as facts about these very cases.',
    ],
    [
      'an unknown preset has a nearest one',
      smallPlan('preset: replacment'),
      '6:9 PLAN_UNKNOWN_PRESET There is no preset "replacment". Did you mean "replacement"?',
    ],
    [
      'a preset that judges quality needs a label',
      smallPlan('preset: strict').replace('label: churned, ', ''),
      'compares answers with what is right, but columns.label does not say where that stands.',
    ],
    [
      'a preset without criteria for the task is refused',
      smallPlan('preset: strict').replace('task: classification', 'task: tensors'),
      'The preset "strict" has no criteria for tensors.',
    ],
    [
      'the positive label must be one of the labels',
      smallPlan()
        .replace('label: churned', 'label: churned, positive: yess')
        .replace('churn.onnx }', 'churn.onnx, labels: [no, yes] }'),
      'columns.positive is "yess", which is not one of the labels that the models declare. Did you mean "yes"?',
    ],
    [
      'a regression has no positive label',
      smallPlan()
        .replace('label: churned', 'label: churned, positive: yes')
        .replace('task: classification', 'task: regression'),
      'columns.positive names a label, but a regression has no labels.',
    ],
    [
      'one column cannot be id and label',
      smallPlan().replace('label: churned', 'label: customer_id'),
      'The column "customer_id" cannot be both the id and the label of a case.',
    ],
    [
      'a segment is named once',
      smallPlan().replace('[region]', '[region, region]'),
      '"region" stands twice in columns.segments.',
    ],
    [
      'languages are those that reports can be written in',
      smallPlan('report: { languages: [de] }'),
      'Entry 1 of report.languages is "de", but must be one of fr, en.',
    ],
    ['an empty key is said to be empty', smallPlan('title:'), 'title is empty, but must be text.'],
    [
      'a later version of the format is refused',
      smallPlan().replace('recette: 1', 'recette: 2'),
      'recette is 2 (a number), but must be 1, the version of the plan format.',
    ],
    [
      'a set name that no file system would take is refused',
      smallPlan()
        .replace('test: ', '"../test": ')
        .replace('datasets/churn/test.csv', '{ file: datasets/churn/test.csv, role: test }'),
      'cannot be the name of a set',
    ],
  ])('%s', async (_, text, expected) => {
    expect((await problemsOf(loadText(text))).join('\n')).toContain(expected)
  })
})

describe('criteria', () => {
  it.each([
    ['{ measure: mae, maxDegradation: 1 }', 'mae is for regression, but the task is classification.'],
    ['{ maxDegradation: 1 point }', 'Criterion 1 does not say what is measured.'],
    ['{ measure: accuracy }', 'Criterion 1 (accuracy) asks for nothing.'],
    ['{ measure: accuracy, bins: 5, maxDegradation: 1 point }', 'accuracy has no option bins.'],
    ['{ measure: brier, binning: equalMass, maxDegradation: 0.1 }', 'brier has no option binning.'],
    [
      '{ measure: f1, class: a, average: macro, maxDegradation: 1 point }',
      'asks for one class and for an average over classes',
    ],
    ['{ measure: accuracy, on: tset, maxDegradation: 1 point }', 'There is no set "tset".'],
    [
      '{ measure: accuracy, on: reference, maxDegradation: 1 point }',
      'The set "reference" has the role reference, but criteria are judged on sets of role test or validation.',
    ],
    [
      '{ measure: latencyP95, by: region, maxDegradation: 1 % }',
      'latencyP95 is measured over all cases, not by segment.',
    ],
    [
      '{ measure: negativeFlipRate, maxDegradation: 1 point }',
      'negativeFlipRate already compares old with new: it has no old value to be better or worse than.',
    ],
    [
      '{ measure: psi, maxDegradation: 1 }',
      'psi is about the set, not about a model: it has no old value to be better or worse than.',
    ],
    ['{ measure: accuracy, atMost: 90 % }', 'accuracy is better when higher, so atMost would ask for a bad model.'],
    ['{ measure: logLoss, atLeast: 0.2 }', 'logLoss is better when lower, so atLeast would ask for a bad model.'],
    [
      '{ measure: meanScoreDifference, atMost: 0.1 }',
      'meanScoreDifference is best near zero, so atMost would set no limit on one side.',
    ],
    [
      '{ measure: accuracy, within: 0.01 }',
      'means plus or minus that amount around zero, but accuracy is never below zero.',
    ],
    ['{ measure: accuracy, within: [90 %, 80 %] }', 'goes from 90 % down to 80 %: nothing lies in it.'],
    [
      '{ measure: accuracy, within: [90 %] }',
      'within of criterion 1 is a list, but must be a list of two amounts, [low, high].',
    ],
    [
      '{ measure: accuracy, maxDegradation: 5 }',
      '"5" is more than the whole range of accuracy, which goes from 0 to 1 (100 %). Did you mean "5 points"?',
    ],
    ['{ measure: accuracy, maxDegradation: 150 points }', '"150 points" is more than the whole range of accuracy'],
    ['{ measure: accuracy, maxDegradation: .inf }', 'is Infinity (a number), but must be an amount'],
    [
      '{ measure: accuracy, maxDegradation: NaN points }',
      '"NaN points" is not an amount: it must be a finite number with its unit.',
    ],
    [
      '{ measure: accuracy, maxDegradation: "0,5 point" }',
      '"0,5 point" has a decimal comma, but numbers in a plan are written with a point.',
    ],
    [
      '{ measure: accuracy, maxDegradation: 1 pont }',
      '"1 pont" has the unit "pont", which accuracy does not take. Did you mean "point"?',
    ],
    [
      '{ measure: brier, maxDegradation: 1 point }',
      '"1 point" is in points of percentage, but brier is a number without a unit.',
    ],
    ['{ measure: brier, atMost: 2 % }', '"2 %" is in per cent, but brier is a number without a unit.'],
    ['{ measure: logLoss, maxDegradation: -0.1 }', 'for logLoss, higher is worse.'],
    ['{ measure: meanScoreDifference, within: -0.1 }', '"-0.1" is negative'],
    ['{ measure: negativeFlipRate, atMost: -2 % }', '"-2 %" is negative, but negativeFlipRate is never below zero.'],
    [
      '{ measure: accuracy, maxDegradation: 1 point, level: warn }',
      'Every criterion is waived or only warns, so the plan could not be passed or failed.',
    ],
    [
      '{ measure: accuracy, maxDegradation: 1 point, waived: "" }',
      'waived of criterion 1 is empty text, but must be the reason for which it is waived, in words.',
    ],
  ])('%s is refused with its reason', async (criterion, expected) => {
    const problems = await problemsOf(loadText(planAsking(criterion)))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^[67]:\d+ PLAN_/)
    expect(problems[0]).toContain(expected)
  })

  it('that repeat each other are refused, those that differ in level alone too', async () => {
    const problems = await problemsOf(
      loadText(
        smallPlan(
          'criteria:',
          '  - { measure: accuracy, maxDegradation: 1 point }',
          '  - { measure: accuracy, maxDegradation: 1 points, level: warn }',
        ),
      ),
    )
    expect(problems).toEqual([
      '8:5 PLAN_REPEATED_CRITERION Criterion 2 asks the same as criterion 1: accuracy maxDegradation 1 point.',
    ])
  })

  it('that need labels or a reference are refused without them', async () => {
    const withoutLabel = planAsking('{ measure: accuracy, maxDegradation: 1 point }').replace('label: churned, ', '')
    expect((await problemsOf(loadText(withoutLabel))).join()).toContain(
      'PLAN_MEASURE_NEEDS_LABELS accuracy compares answers',
    )
    const withoutReference = planAsking('{ measure: psi, column: age, atMost: 0.1 }').replace(/, reference: \S+/, '')
    expect((await problemsOf(loadText(withoutReference))).join()).toContain(
      'PLAN_MEASURE_NEEDS_REFERENCE psi compares a set',
    )
    const ofScores = planAsking('{ measure: psi, column: score, atMost: 0.1 }').replace(/, reference: \S+/, '')
    const { plan } = await loadText(ofScores)
    expect(plan.criteria).toMatchObject([{ measure: 'psi', options: { column: 'score' } }])
  })
})

function withOld(old: string): string {
  return smallPlan().replace('{ artifact: handover/churn.onnx }', old)
}
