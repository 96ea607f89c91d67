import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeOnnx } from '../models/writeOnnx.js'
import { readResult } from './handover.js'
import { runCli, temporaryFolder } from './runCli.js'
import { writeParquet } from './tableFiles.js'

/** The plan of the design with every key it shows; only the new artifact is ONNX too, as native TensorFlow is not everywhere. */
const PLAN = `# yaml-language-server: $schema=./harness/schema/plan.schema.json
recette: 1
title: Churn model, handover 2026
task: classification            # classification | multilabel | regression | tensors
models:
  old: { artifact: handover/churn.onnx, labels: ["no", "yes"] }
  new:
    artifact: delivery/churn.onnx
    labels: ["yes", "no"]       # another order: mapped by name, never by position
    inputs:
      features: [age, income, { column: distance_km, multiply: 0.621371 }]   # a unit conversion, shown in the report
sets:
  test: datasets/churn/test.parquet
  reference: datasets/churn/train-sample.csv
columns: { id: customer_id, label: churned, positive: "yes", segments: [region, plan], cluster: household }
confidence: 95 %                # the default
preset: replacement             # same-model | replacement | strict; the criteria below add to it or override it
criteria:
  - { measure: accuracy, maxDegradation: 1 point }
  - { measure: accuracy, by: region, maxDegradation: 3 points, minCases: 200 }
  - { measure: negativeFlipRate, atMost: 2 % }
  - { measure: latencyP95, maxDegradation: 10 %, level: warn }
report: { languages: [fr, en], smallestCell: 10 }
`

/** logit of churn = (age - 45) / 10 + (income - 30) / 20 - (km - 10) / 5, as either model has it from its own inputs. */
const SLOPES = [1 / 10, 1 / 20, -1 / 5] as const
const OFFSET = -45 / 10 - 30 / 20 + 10 / 5

function churnOf(slopes: readonly number[], offset: number, order: 'no-yes' | 'yes-no') {
  const columns = order === 'no-yes' ? [0, 1] : [1, 0]
  return {
    weights: [
      { name: 'w', shape: [3, 2], values: slopes.flatMap((slope) => columns.map((is) => is * slope)) },
      { name: 'b', shape: [2], values: columns.map((is) => is * offset) },
    ],
    outputs: [{ name: 'probabilities', shape: [2] }],
    nodes: [
      { op: 'Gemm', from: ['features', 'w', 'b'], to: ['z'] },
      { op: 'Softmax', from: ['z'], to: ['probabilities'], with: { axis: 1 } },
    ],
  }
}

/** Numbers without a pattern, the same in every run. */
function spread(i: number, prime: number): number {
  return ((i * prime) % 1009) / 1009
}

function tableOf(rows: number, from: number) {
  const each = <T>(of: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => of(from + i))
  const [age, income, km] = [
    each((i) => 20 + 50 * spread(i, 379)),
    each((i) => 10 + 40 * spread(i, 541)),
    each((i) => 20 * spread(i, 113)),
  ]
  const churned = age.map((years, i) => {
    const logit = SLOPES[0] * years + SLOPES[1] * income[i]! + SLOPES[2] * km[i]! + OFFSET
    return 1 / (1 + Math.exp(-logit)) > spread(from + i, 733) ? 'yes' : 'no'
  })
  return {
    customer_id: each((i) => `C${i}`),
    household: each((i) => `H${Math.floor(i / 2)}`),
    region: each((i) => ['Nord', 'Sud', 'Est'][Math.floor(i / 2) % 3]!),
    plan: each((i) => ['basic', 'pro'][Math.floor(i / 6) % 2]!),
    age: age.map((value) => Number(value.toFixed(3))),
    income: income.map((value) => Number(value.toFixed(3))),
    distance_km: km.map((value) => Number(value.toFixed(3))),
    churned,
  }
}

function csvOf(columns: Record<string, readonly (string | number)[]>): string {
  const names = Object.keys(columns)
  const rows = columns[names[0]!]!.map((_, i) => names.map((name) => columns[name]![i]!).join(','))
  return `${[names.join(','), ...rows].join('\n')}\n`
}

describe('the plan of the design', () => {
  it('runs from end to end: two artifacts of other inputs, label order and units, Parquet against CSV, households', async () => {
    const folder = temporaryFolder()
    const path = (name: string) => join(folder, name)
    for (const name of ['handover', 'delivery', 'datasets/churn']) mkdirSync(path(name), { recursive: true })
    const old = churnOf(SLOPES, OFFSET, 'no-yes')
    const single = ['age', 'income', 'distance_km'].map((name) => ({ name, shape: [1] }))
    writeFileSync(
      path('handover/churn.onnx'),
      writeOnnx({
        ...old,
        inputs: single,
        nodes: [
          { op: 'Concat', from: single.map(({ name }) => name), to: ['features'], with: { axis: 1 } },
          ...old.nodes,
        ],
      }),
    )
    const inMiles = [SLOPES[0], SLOPES[1], SLOPES[2] / 0.621371]
    writeFileSync(
      path('delivery/churn.onnx'),
      writeOnnx({ ...churnOf(inMiles, OFFSET, 'yes-no'), inputs: [{ name: 'features', shape: [3] }] }),
    )
    const test = tableOf(3000, 0)
    writeFileSync(path('test.csv'), csvOf(test))
    await writeParquet(path('datasets/churn/test.parquet'), path('test.csv'), test)
    writeFileSync(path('datasets/churn/train-sample.csv'), csvOf(tableOf(3000, 20_000)))
    writeFileSync(path('recette.yaml'), PLAN)

    const run = await runCli(['run', 'recette.yaml', '--out', 'report'], { cwd: folder })
    expect(run.code, run.stdout + run.stderr).toBe(0)
    const result = readResult(path('report'))
    expect(result.problems ?? []).toEqual([])
    // The preset's criteria and the plan's own, that by region three times; time is judged apart.
    expect(result.findings.map(({ status }) => status)).toEqual(Array.from({ length: 13 }, () => 'pass'))
    expect(result.verdict.status).toBe('pass')
    // Both models are the same function: the unit, the labels and the inputs are told apart by the plan alone.
    const found = (measure: string) =>
      result.estimates.find((one) => one.measure === measure && one.of === 'pair' && one.slice === null)
    expect(found('largestScoreDifference')!.value).toBeLessThan(1e-5)
    const regions = result.findings.filter(({ slice }) => slice?.[0]?.column === 'region')
    expect(regions.map(({ slice }) => slice![0]!.value)).toEqual(['Est', 'Nord', 'Sud'])
    expect(result.findings.find(({ measure, slice }) => measure === 'accuracy' && slice === null)).toMatchObject({
      status: 'pass',
      n: 3000,
    })
    expect(result.sets['test']).toMatchObject({
      compared: 3000,
      identity: { format: 'parquet' },
      sample: { cluster: 'household', clusters: 1500 },
    })
    expect(result.environment.findings.map(({ measure }) => measure)).toContain('latencyP95')
    const html = readFileSync(path('report/report.html'), 'utf8')
    for (const said of ['distance_km', '0,621371', 'lang="fr"', 'lang="en"', 'household']) expect(html).toContain(said)
  })
})
