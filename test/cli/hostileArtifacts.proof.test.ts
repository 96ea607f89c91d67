import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeOnnx } from '../models/writeOnnx.js'
import { expectCouldNotRun, layHandover, REGRESSION, type Handover } from './handover.js'
import { ROOT } from './runCli.js'

const EXTERNAL = readFileSync(join(ROOT, 'test/fixtures/models/external.onnx'))
const WEIGHTS = readFileSync(join(ROOT, 'test/fixtures/models/external.bin'))

/** The model with its weights elsewhere: a name of the same length, so that nothing else of the file changes. */
function pointingTo(name: string): Uint8Array {
  expect(name).toHaveLength('external.bin'.length)
  return Buffer.from(EXTERNAL.toString('latin1').replace('external.bin', name), 'latin1')
}

/** A handover whose new model is this file, beside a file that is none of its business. */
async function layHostile(artifact: string, files: Record<string, string | Uint8Array>): Promise<Handover> {
  return layHandover({ plan: REGRESSION(artifact), models: ['log.onnx'], files })
}

/** A number too large for any machine: 2^19 rows of 2^19 floats are a tebibyte. */
const TEBIBYTE = writeOnnx({
  inputs: [{ name: 'x', shape: [1] }],
  outputs: [{ name: 'y', shape: [1] }],
  weights: [{ name: 'shape', shape: [2], values: [524_288, 524_288], type: 'int64' }],
  nodes: [
    { op: 'ConstantOfShape', from: ['shape'], to: ['big'] },
    { op: 'ReduceMax', from: ['big'], to: ['most'], with: { keepdims: 0 } },
    { op: 'Add', from: ['x', 'most'], to: ['y'] },
  ],
})

describe('an artifact that reaches beyond itself could not run, and nothing is touched', () => {
  it.each(['../outer.bin', '/tmp/out.bin'])('by weights at %s', async (name) => {
    const handover = await layHostile('bad.onnx', { 'bad.onnx': pointingTo(name) })
    await expectCouldNotRun(handover, new RegExp(`✖ .*bad\\.onnx names a file outside its folder: "${name}"`))
  })

  it('by weights that are a link to a file elsewhere', async () => {
    const elsewhere = await layHandover({ files: { 'secret.bin': WEIGHTS } })
    const handover = await layHostile('external.onnx', { 'external.onnx': EXTERNAL })
    symlinkSync(elsewhere.path('secret.bin'), handover.path('external.bin'))
    await expectCouldNotRun(handover, /✖ .*external\.onnx names a file outside its folder: "external\.bin"/)
  })

  it('by shards of a TF.js model that lead up', async () => {
    const handover = await layHandover({
      plan: REGRESSION('tfjs-layers'),
      models: ['log.onnx', 'tfjs-layers'],
      files: { 'group1-shard1of2.bin': 'not yours' },
    })
    const path = handover.path('tfjs-layers/model.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('group1-shard1of2.bin', '../group1-shard1of2.bin'))
    await expectCouldNotRun(handover, /names a .*file outside its folder: "\.\.\/group1-shard1of2\.bin"/)
  })

  it('by asking for a tebibyte of memory', async () => {
    const handover = await layHostile('huge.onnx', { 'huge.onnx': TEBIBYTE })
    await expectCouldNotRun(handover, /✖ new \(onnx\): .*(memory|alloc)/i)
  })
})
