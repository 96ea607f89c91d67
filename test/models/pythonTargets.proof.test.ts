import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../cli/runCli.js'
import { sha256Path } from '../../src/core/digest.js'
import { FIXTURES, numbers, openFixture, temporaryFolder } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Some cases, and what scikit-learn itself answers; see make_targets.py beside it. */
const known = JSON.parse(readFileSync(join(FIXTURES, 'python', 'targets.json'), 'utf8')) as {
  cases: number[][]
  values: number[][]
  churn: number[][]
  plan: number[][]
  predicted: string[][]
}
const matrix = {
  name: 'X',
  dtype: 'float64' as const,
  shape: [known.cases.length, 2],
  data: Float64Array.from(known.cases.flat()),
}

const skipped = await setUpPython('several-targets.joblib')

describe.skipIf(skipped !== null)(`an estimator of several targets${skipped === null ? '' : ` (${skipped})`}`, () => {
  it('of values gives all side by side, and each as an output of its own', async () => {
    await using model = await open('several-targets.joblib')
    expect(model.signature.outputs.map(({ name, shape }) => `${name} ${shape.length}`)).toEqual([
      'predict 2',
      'predict_0 1',
      'predict_1 1',
    ])
    const { outputs } = await model.predict([matrix], ['predict_1', 'predict'])
    expect(numbers(outputs[0])).toEqual(known.values.map(([, second]) => second))
    expect(numbers(outputs[1])).toEqual(known.values.flat())
  })

  it('of labels gives the scores and the label of each', async () => {
    await using model = await open('several-heads.joblib')
    expect(model.signature.labels).toBeUndefined()
    const names = ['predict_proba_0', 'predict_proba_1', 'predict_0', 'predict_1']
    expect(model.signature.outputs.map(({ name }) => name)).toEqual(names)
    // Each target has labels of its own, in the order of its scores.
    const [churn, plan] = model.signature.outputs.map(({ labels }) => labels!)
    expect([churn!.length, plan!.length]).toEqual([known.churn[0]!.length, known.plan[0]!.length])
    const likeliest = known.plan.map((scores) => plan![scores.indexOf(Math.max(...scores))])
    expect(likeliest).toEqual(known.predicted.map(([, second]) => second))
    const { outputs } = await model.predict([matrix])
    expect(numbers(outputs[0])).toEqual(known.churn.flat())
    expect(numbers(outputs[1])).toEqual(known.plan.flat())
    expect(outputs[3]!.data).toEqual(known.predicted.map(([, second]) => second))
  })

  it('is compared one target at a time: without the output the plan is refused with the choice, with it the run passes', async () => {
    const folder = await temporaryFolder()
    const path = join(FIXTURES, 'python', 'several-targets.joblib')
    writeFileSync(
      join(folder, 'test.csv'),
      `a,b,y\n${known.cases.map((row, i) => [...row, known.values[i]![1]].join()).join('\n')}\n`,
    )
    const model = `artifact: ${path}, trust: ${await sha256Path(path)}`
    const run = (output: string) => {
      writeFileSync(
        join(folder, 'recette.yaml'),
        `recette: 1
task: regression
models: { old: { ${model}${output} }, new: { ${model}${output} } }
sets: { test: test.csv }
columns: { label: y }
basis: fixed
criteria: [{ measure: mae, atMost: 0.000001 }, { measure: coverage, atLeast: 100 % }]
`,
      )
      return runCli(['run', 'recette.yaml', '--quiet'], { cwd: folder })
    }
    const open = await run('')
    expect(open.code).toBe(2)
    expect(open.stderr).toMatch(
      /several outputs that could be read: "predict_0".*"predict_1".*\n→ Name the one to compare in models\.old\.output/,
    )
    const chosen = await run(', output: predict_1')
    expect(`${chosen.code} ${chosen.stderr}`).toBe('0 ')
  })
})

async function open(file: string) {
  const path = `python/${file}`
  return openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })
}
