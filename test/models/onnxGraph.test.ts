import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecetteError } from '../../src/core/errors.js'
import { externalFiles } from '../../src/models/host/onnxExternal.js'
import { openOnnxGraph } from '../../src/models/host/onnxGraph.js'
import { readFields, writeMessage } from '../../src/models/host/wire.js'
import { parseLabels, parseLabelsByOutput } from '../../src/models/labelText.js'
import { FIXTURES } from './fixtures.js'

const bytesOf = (name: string): Uint8Array => readFileSync(join(FIXTURES, name))

describe('the bytes of an ONNX model', () => {
  it('are left alone when there is no ZipMap', () => {
    expect(openOnnxGraph(bytesOf('mlp.onnx'), 'mlp.onnx')).toEqual({
      rewritten: null,
      labels: ['red', 'green', 'blue'],
      outputLabels: new Map(),
    })
  })

  it('lose their ZipMap and nothing else', () => {
    const { rewritten, labels } = openOnnxGraph(bytesOf('zipmap.onnx'), 'zipmap.onnx')
    expect(labels).toEqual(['no', 'yes'])
    const text = Buffer.from(rewritten!).toString('latin1')
    expect(text).not.toContain('ZipMap')
    expect(text).toContain('Identity')
    // A second reading finds nothing left to do, and the same labels at the classifier.
    expect(openOnnxGraph(rewritten!, 'zipmap.onnx')).toMatchObject({ rewritten: null, labels })
  })

  it('tell the labels of each output by the classifier that gives it; then none are those of the whole', () => {
    const { labels, outputLabels } = openOnnxGraph(bytesOf('../heads/classifiers.onnx'), 'classifiers.onnx')
    expect(labels).toBeNull()
    expect(Object.fromEntries(outputLabels)).toEqual({
      topic_scores: ['complaint', 'invoice', 'order', 'other', 'return'],
      priority_scores: ['low', 'normal', 'high'],
    })
  })

  it('are the same when every field is read and written again', () => {
    const bytes = bytesOf('mlp.onnx')
    expect(Buffer.from(writeMessage([...readFields(bytes)].map((field) => field.raw)))).toEqual(Buffer.from(bytes))
  })

  it('that are cut off anywhere, or changed, never give anything but an answer or a clear error', () => {
    const bytes = bytesOf('zipmap.onnx')
    const anything = fc.tuple(fc.nat(bytes.length - 1), fc.nat(bytes.length - 1), fc.nat(255))
    fc.assert(
      fc.property(anything, ([end, at, value]) => {
        const broken = Buffer.from(bytes.subarray(0, end))
        if (at < end) broken[at] = value
        expect(openOrComplain(broken)).toMatch(/^opened$|^handover\/x\.onnx cannot be read as ONNX/)
        expect(externalFiles(broken)).toBeInstanceOf(Array)
      }),
      { seed: 20260726, numRuns: 2000 },
    )
  })

  it('name the files that hold their weights', () => {
    expect(externalFiles(bytesOf('external.onnx'))).toEqual(['external.bin'])
    expect(externalFiles(bytesOf('mlp.onnx'))).toEqual([])
  })
})

describe('labels in an artifact’s metadata', () => {
  it.each([
    [{ labels: ['a', 'b'] }, ['a', 'b']],
    [{ Classes: '["a", 2, true]' }, ['a', '2', 'true']],
    [{ class_names: 'a, b\nc' }, ['a', 'b', 'c']],
    [{ labels: 'one' }, null],
    [{ labels: 'a,,b' }, null],
    [{ labels: '[broken' }, null],
    [{ labels: [{}] }, null],
    [{ author: 'a,b' }, null],
  ])('%j are %j', (metadata, labels) => {
    expect(parseLabels(metadata)).toEqual(labels)
  })

  it.each([
    [{ labels: { intent: ['a', 'b'], days: 3 } }, { intent: ['a', 'b'] }],
    [{ Classes: '{"intent": ["a", 2], "tone": ["x", "y"]}' }, { intent: ['a', '2'], tone: ['x', 'y'] }],
    [{ labels: '{broken' }, {}],
    [{ labels: 'a,b' }, {}],
  ])('%j are, output by output, %j, and none of the whole but in a list', (metadata, labels) => {
    expect(Object.fromEntries(parseLabelsByOutput(metadata))).toEqual(labels)
    expect(parseLabels(metadata)).toEqual('labels' in metadata && metadata.labels === 'a,b' ? ['a', 'b'] : null)
  })
})

function openOrComplain(bytes: Uint8Array): string {
  try {
    openOnnxGraph(bytes, 'handover/x.onnx')
    return 'opened'
  } catch (error) {
    if (error instanceof RecetteError) return error.message
    throw error
  }
}
