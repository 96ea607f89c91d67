import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { causesOf, compare, TRUE } from './compareFaulty.js'
import { exportOnnx, network, retrained } from './faultyModels.js'
import { layHandover, readResult } from './handover.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const codesOf = ({ notices }: Awaited<ReturnType<typeof compare>>): string[] =>
  notices.map(({ code }) => code).filter((code) => /^same-|^weights-|^half-|^rounded-/.test(code))

describe('a new model that is the old one', () => {
  it('under another name is told of before anything else that asks for attention', async () => {
    const handover = await layHandover({ earlier: false })
    const run = await handover.run()
    expect(readResult(handover.out).notices.map(({ code }) => code)).toContain('same-artifact')
    expect(run.stdout).toContain('the same file, byte for byte')
    const report = readFileSync(join(handover.out, 'report.html'), 'utf8')
    const attention = report.slice(report.indexOf('What asks for attention'))
    expect(attention.indexOf('the same file, byte for byte')).toBeGreaterThan(0)
    expect(attention.indexOf('the same file, byte for byte')).toBeLessThan(attention.indexOf('not sealed'))
  })

  it('in another file is known by its weights, which the result keeps', async () => {
    const result = await compare({
      new: exportOnnx(TRUE, {
        after: [
          { op: 'Softmax', from: ['z'], to: ['q'], with: { axis: 1 } },
          { op: 'Identity', from: ['q'], to: ['p'] },
        ],
      }),
    })
    expect(codesOf(result)).toEqual(['same-weights'])
    const { old, new: new_ } = result.models
    expect(old!.sha256).not.toBe(new_!.sha256)
    expect(old!.weights).toEqual(new_!.weights)
    expect(old!.weights).toMatchObject({ tensors: 4, elements: 5 + 5 + 30 + 18, stored: { float32: 58 } })
    expect(old!.weights!.valuesSha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('with the last layer trained again is told to be made from it', async () => {
    const result = await compare({ new: exportOnnx({ ...TRUE, outer: retrained(TRUE, 0.2, 1).outer }) })
    // 30 of the 48 numbers that say something; means and deviations are round.
    expect(result.notices).toContainEqual({ code: 'weights-shared', values: { percent: 62 } })
  })

  it('converted to TensorFlow.js, with its standardisation folded in, shares nearly all of its weights', async () => {
    const folder = temporaryFolder()
    const run = await runCli(
      ['run', join(ROOT, 'harness/examples/same-model/recette.yaml'), '--out', folder, '--lang', 'en'],
      {},
    )
    expect(run.code, run.stderr).toBe(0)
    const shared = readResult(folder).notices.find(({ code }) => code === 'weights-shared')
    expect(shared?.values['percent']).toBeGreaterThan(95)
  })
})

describe('a new model that was rebuilt', () => {
  it('is not taken for the old one, be it ever so alike', async () => {
    const result = await compare({ new: exportOnnx(retrained(TRUE, 0.001, 5)) })
    expect(codesOf(result)).toEqual([])
    expect(causesOf(result)).toEqual([])
    expect(codesOf(await compare({ new: exportOnnx(network(3, 99)) }))).toEqual([])
  })
})

describe('a model that is called half precision', () => {
  it('and is in single precision, is told of', async () => {
    const result = await compare({
      new: exportOnnx(retrained(TRUE, 0.01, 5)),
      plan: (plan) => plan.replace('new.onnx', 'model-fp16.onnx'),
      files: { 'model-fp16.onnx': exportOnnx(retrained(TRUE, 0.01, 5)) },
    })
    expect(result.notices).toContainEqual({ code: 'half-in-name-new', values: { artifact: 'model-fp16.onnx' } })
  })
})
