import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/core/estimate.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import type { Result } from '../../src/core/result.js'
import { readResult } from './handover.js'
import { startServer } from '../models/endpoint/startServer.js'
import { tfServing } from '../models/endpoint/tfServingServer.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

const FIXTURES = join(ROOT, 'test/fixtures/tensors')

interface Ran extends CliRun {
  readonly result: Result
}

/** A folder with the fixtures in it, and one run there. */
async function run(args: readonly string[], plan?: string): Promise<Ran> {
  const folder = temporaryFolder()
  cpSync(FIXTURES, folder, { recursive: true })
  if (plan !== undefined) writeFileSync(join(folder, 'recette.yaml'), plan)
  const done = await runCli(['run', ...args, '--out', 'report'], { cwd: folder })
  const result = done.code === 2 ? (undefined as never) : readResult(join(folder, 'report'))
  return { ...done, result }
}

const withoutPlan = (old: string, newer: string, ...more: string[]): Promise<Ran> =>
  run(['--old', old, '--new', newer, '--set', 'tokens.parquet', '--task', 'tensors', ...more])

const planOf = (old: string, newer: string, rest: string): string => `recette: 1
title: Raw outputs
task: tensors
models:
  old: { artifact: ${old} }
  new: { artifact: ${newer} }
sets: { test: tokens.parquet }
columns: { id: id, segments: [source] }
report: { languages: [en] }
${rest}`

const withPlan = (old: string, newer: string, rest: string): Promise<Ran> =>
  run(['recette.yaml'], planOf(old, newer, rest))

function find({ estimates }: Result, key: string, slice: string | null = null): Estimate {
  const found = estimates.filter(
    (one) => measureKey(one.measure, one.options) === key && (one.slice?.[0]?.value ?? null) === slice,
  )
  expect(found, key).toHaveLength(1)
  return found[0]!
}

const statusOf = ({ findings }: Result): Record<string, string> =>
  Object.fromEntries(findings.map((finding) => [finding.criterion, finding.status]))

describe('raw outputs without a plan', () => {
  it('of one network twice: every output is compared, all are equal, and that passes', async () => {
    const { code, result, stdout } = await withoutPlan('encoder.onnx', 'encoder.onnx')
    expect(code).toBe(0)
    expect(result.outputs?.map(({ name }) => name)).toEqual(['hidden', 'logits', 'pooled', 'length', 'language'])
    expect(find(result, 'tightestTolerance').value).toBe(0)
    expect(find(result, 'exactAgreement(output=language)')).toMatchObject({ value: 1, n: 200 })
    expect(find(result, 'signalToNoise(output=hidden)').value).toBeCloseTo(20 * Math.log10(2 ** 53), 9)
    expect(stdout).toContain('every number of the 4 outputs compared is the same in both')
  })

  it('of a half-precision export: not the same up to float32 rounding, and the report says what tolerance would pass', async () => {
    const { code, result, stdout } = await withoutPlan('encoder.onnx', 'half.onnx')
    expect(code).toBe(1)
    const tightest = find(result, 'tightestTolerance(output=logits,rtol=0.001)').value!
    // Half precision has 11 bits: errors of about 1e-3 on numbers of order 1.
    expect(tightest).toBeGreaterThan(1e-4)
    expect(tightest).toBeLessThan(5e-3)
    expect(stdout).toMatch(/numpy\.allclose accepts all 4 new outputs with atol=0\.00\d+/)
    expect(stdout).toContain('(output “logits”)')
    expect(find(result, 'discreteAgreement').value).toBe(1)
    // The words of the report, in both languages.
    const evidence = result.evidence[0]!.outcome
    expect(evidence).toMatchObject({ kind: 'tensors' })
  })

  it('of two models with one output each: they are compared whatever their names', async () => {
    const { code, result } = await withoutPlan('pooled.onnx', 'scaled.onnx')
    // 1.001 times the old: within a relative tolerance of 0.001 but for rounding, at cosine 1 and 20 log10(1000) = 60 dB.
    expect(code).toBe(0)
    expect(find(result, 'largestRelativeDifference(output=pooled)').value).toBeCloseTo(0.001, 5)
    expect(find(result, 'signalToNoise').value).toBeCloseTo(60, 1)
  })

  it('that cannot be matched are refused with both lists, before anything is compared', async () => {
    const { code, stderr } = await withoutPlan('encoder.onnx', 'renamed.onnx')
    expect(code).toBe(2)
    expect(stderr).toContain('old (encoder.onnx) gives "hidden" (float32 [?, 6, 4]), "logits" (float32 [?, 6, 3])')
    expect(stderr).toContain('new (renamed.onnx) gives "last_hidden_state" (float32 [?, 6, 4])')
    expect(stderr).toContain('outputs: { NAME: { old: hidden, new: last_hidden_state } }')
  })

  it('of unlike shapes are refused, and neighbours are proposed', async () => {
    const { code, stderr } = await withoutPlan('pooled.onnx', 'turned.onnx')
    expect(code).toBe(2)
    expect(stderr).toContain('"pooled" has shape [?, 4] in old and [?, 7] in new: its numbers have no counterparts')
    expect(stderr).toContain('outputs: { pooled: { neighbours: 10 } }')
  })
})

describe('what is not a number', () => {
  it('never passes: NaN on one side could not be measured, and the case is named', async () => {
    const { code, result, stdout } = await withoutPlan('tokens.onnx', 'broken.onnx')
    expect(code).toBe(4)
    expect(result.verdict.status).toBe('could-not-run')
    expect(find(result, 'largestAbsoluteDifference')).toMatchObject({ value: null, reason: 'not-finite' })
    expect(stdout.replace(/\s+/g, ' ')).toContain('4 numbers are not finite')
    expect(stdout.replace(/\s+/g, ' ')).toContain('first in row 3 of the set “test”')
  })

  it('never passes when both sides have it either', async () => {
    const { code, result } = await withoutPlan('broken.onnx', 'broken.onnx')
    expect(code).toBe(4)
    expect(find(result, 'tightestTolerance(rtol=0.001)')).toMatchObject({ value: null, reason: 'not-finite' })
  })

  it('but the same infinity on both sides is equal, as numpy has it, and counted', async () => {
    const { code, result } = await withoutPlan('infinite.onnx', 'infinite.onnx')
    expect(code).toBe(0)
    const outcome = result.evidence[0]!.outcome
    if (outcome?.kind !== 'tensors') throw new Error('no tensors')
    // Every padded token has three logits of minus infinity.
    expect(outcome.outputs[0]!.equalInfinities).toBeGreaterThan(0)
    expect(outcome.outputs[0]!.equalInfinities % 3).toBe(0)
    expect(outcome.outputs[0]!.elements + outcome.outputs[0]!.equalInfinities).toBe(200 * 6 * 3)
  })

  it('an infinity on one side alone is not', async () => {
    const { code } = await withPlan('encoder.onnx', 'infinite.onnx', 'outputs: { logits: {} }\npreset: same-model')
    expect(code).toBe(4)
  })
})

describe('outputs of the plan', () => {
  it('are matched by it, and what it leaves out is told', async () => {
    const { code, result, stdout } = await withPlan(
      'encoder.onnx',
      'renamed.onnx',
      `outputs:
  tokens: { old: hidden, new: last_hidden_state }
  sentence: { old: pooled, new: pooler_output }
preset: same-model`,
    )
    expect(code).toBe(0)
    expect(result.outputs).toMatchObject([
      { name: 'tokens', old: 'hidden', new: 'last_hidden_state' },
      { name: 'sentence', old: 'pooled', new: 'pooler_output' },
    ])
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'leaves outputs of the old model out of the comparison: logits, length, language',
    )
  })

  it('are compared only where the mask says so: rubbish in the padding does not count', async () => {
    const open = await withPlan('tokens.onnx', 'padded.onnx', 'outputs: { hidden: {} }\npreset: same-model')
    expect(open.code).toBe(1)
    const masked = await withPlan(
      'tokens.onnx',
      'padded.onnx',
      `outputs: { hidden: { mask: attention } }
criteria: [{ measure: largestAbsoluteDifference, output: hidden, atMost: 0 }]`,
    )
    expect(masked.code).toBe(0)
    const outcome = masked.result.evidence[0]!.outcome
    // 4 numbers for each token that is not padding, of 6 tokens in each of 200 cases.
    expect(outcome).toMatchObject({ outputs: [{ cases: 200, maskedCases: 0 }] })
    expect(find(masked.result, 'exactAgreement(output=hidden)').value).toBe(1)
  })

  it('are pooled after the mask, so that padding is not in the mean', async () => {
    const pooling = (mask: string): Promise<Ran> =>
      withPlan(
        'tokens.onnx',
        'padded.onnx',
        `outputs: { hidden: { ${mask}reduce: mean, axis: 1 } }
criteria: [{ measure: tightestTolerance, atMost: 0.000001 }]`,
      )
    expect((await pooling('')).code).toBe(1)
    const masked = await pooling('mask: attention, ')
    expect(masked.code).toBe(0)
    expect(masked.result.evidence[0]!.outcome).toMatchObject({ outputs: [{ shape: [4], elements: 800 }] })
  })

  it('are compared by nearest neighbours where their dimensions differ: a rotation changes none', async () => {
    const { code, result, stdout } = await withPlan(
      'pooled.onnx',
      'turned.onnx',
      `outputs: { vector: { old: pooled, new: embedding, neighbours: 10 } }
preset: same-model`,
    )
    expect(code).toBe(0)
    expect(find(result, 'neighbourOverlap').value).toBeGreaterThan(0.99)
    expect(find(result, 'cosineSimilarity')).toMatchObject({ value: null, reason: 'neighbours-only' })
    expect(statusOf(result)).toEqual({
      'coverage atLeast 100 %': 'pass',
      'neighbourOverlap atLeast 99 % fixed': 'pass',
    })
    expect(stdout.replace(/\s+/g, ' ')).toContain('nearest neighbours are the same under both models (200 cases')
  })

  it('are judged segment by segment', async () => {
    const { result } = await withPlan(
      'encoder.onnx',
      'half.onnx',
      `criteria: [{ measure: largestAbsoluteDifference, output: logits, by: source, atMost: 0.01 }]`,
    )
    expect(result.findings.map(({ slice, status }) => [slice?.[0]?.value, status])).toEqual([
      ['chat', 'pass'],
      ['mail', 'pass'],
    ])
    const whole = find(result, 'largestAbsoluteDifference(output=logits)').value!
    const parts = ['chat', 'mail'].map((name) => find(result, 'largestAbsoluteDifference(output=logits)', name).value!)
    expect(Math.max(...parts)).toBe(whole)
  })

  it.each([
    ['an unknown output', 'outputs: { hiden: {} }', 'has no output "hiden", which outputs.hiden compares'],
    ['an unknown mask', 'outputs: { hidden: { mask: atention } }', 'could be a mask: tokens [6], attention [6].'],
    ['an axis too many', 'outputs: { pooled: { reduce: mean, axis: 2 } }', 'there is no axis 2 to reduce'],
    [
      'a criterion on another output',
      'criteria: [{ measure: cosineSimilarity, output: logit, atLeast: 0.9 }]',
      'about the output "logit", which is not compared. Did you mean "logits"?',
    ],
  ])('that are not there are an error of the plan: %s', async (_, lines, said) => {
    const { code, stderr } = await withPlan('encoder.onnx', 'half.onnx', lines)
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })
})

describe('raw outputs of endpoints', () => {
  it('are compared like others, and answers stored for some outputs do not stand for others', async () => {
    const server = await startServer(tfServing({ outputs: 2 }))
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'cases.csv'),
      `a,b\n${Array.from({ length: 30 }, (_, i) => `${i / 4},${-i / 2}`).join('\n')}\n`,
    )
    const endpoint = `{ endpoint: { protocol: tf-serving, url: "${server.url}", model: churn, body: instances } }`
    const runWith = async (outputs: string): Promise<Ran> => {
      const plan = `recette: 1
task: tensors
models: { old: ${endpoint}, new: ${endpoint} }
sets: { test: cases.csv }
outputs: ${outputs}
`
      writeFileSync(join(folder, 'recette.yaml'), plan)
      const done = await runCli(['run', 'recette.yaml', '--out', 'report'], { cwd: folder })
      return { ...done, result: readResult(join(folder, 'report')) }
    }
    const first = await runWith('{ scores: {} }')
    expect(first.code, first.stderr).toBe(0)
    const second = await runWith('{ scores: {}, best: {} }')
    expect(second.code, second.stderr).toBe(0)
    expect(find(second.result, 'discreteAgreement')).toMatchObject({ value: 1, n: 30 })
    expect(find(second.result, 'exactAgreement(output=scores)').value).toBe(1)
  })
})
