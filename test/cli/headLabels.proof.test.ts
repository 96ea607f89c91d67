import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLabelsOf, type Port } from '../../src/core/signature.js'
import { encodeText, writeMessage } from '../../src/models/host/wire.js'
import { sendJson, startServer, type Handler } from '../models/endpoint/startServer.js'
import { layHandover, readResult } from './handover.js'
import { FIXTURES, messages, run, told } from './headPlans.js'
import { runCli, temporaryFolder } from './runCli.js'

/** old.onnx with a line of metadata, as exporters add it: metadata_props is field 14 of a model. */
function withMetadata(file: string, labels: string): Buffer {
  const property = writeMessage([
    [1, encodeText('labels')],
    [2, encodeText(labels)],
  ])
  return Buffer.concat([readFileSync(join(FIXTURES, file)), writeMessage([[14, property]])])
}

const HEADS = `  intent: { label: intent_label, new: { output: topic_scores } }
  urgency: { label: urgency_label, new: { output: priority_scores } }
`
const INTENTS = ['order', 'invoice', 'return', 'complaint', 'other']

describe('the labels of heads that the artifacts tell themselves', () => {
  it('are taken output by output: of the metadata on one side, of two classifiers in another order on the other', async () => {
    const labels = JSON.stringify({ intent: INTENTS, urgency: ['low', 'normal', 'high'] })
    const done = await run(messages('classifiers.onnx', '', HEADS), { 'old.onnx': withMetadata('old.onnx', labels) })
    expect(done.code, done.stderr + done.stdout).toBe(0)
    // Both models answer alike (see make.py): with labels in a wrong order no case of ten would agree.
    const agreement = done.result().estimates.filter(({ measure, slice }) => measure === 'agreement' && slice === null)
    expect(agreement.map(({ options, value }) => [options.head, value])).toEqual([
      ['intent', 1],
      ['urgency', 1],
    ])
    const { outputs } = done.result().heads![0]!
    expect(outputs.old).toMatchObject({ labels: INTENTS, labelsFrom: 'artifact' })
    expect(outputs.new!.labels).toEqual(['complaint', 'invoice', 'order', 'other', 'return'])
  })

  it('are those of the one output that has so many scores, where the artifact does not say of which they are', () => {
    const port = (name: string, scores: number): Port => ({ name, dtype: 'float32', shape: [null, scores] })
    const signature = { inputs: [], outputs: [port('intent', 5), port('urgency', 3)], labels: INTENTS }
    expect(withLabelsOf(signature, 'intent').labels).toEqual(INTENTS)
    expect(withLabelsOf(signature, 'urgency').labels).toBeUndefined()
    const both = { ...signature, outputs: [...signature.outputs, port('topic', 5)] }
    expect(withLabelsOf(both, 'intent').labels).toBeUndefined()
  })

  it('need not be written in a first draft, and are told by inspect', async () => {
    const folder = temporaryFolder()
    const at = (file: string): string => join(FIXTURES, file)
    const drafted = await runCli(
      [
        'init',
        '--old',
        at('classifiers.onnx'),
        '--new',
        at('new.onnx'),
        '--set',
        at('test.csv'),
        '--label',
        'urgency_label',
        '--inputs-old',
        'x=a,b,c,d,e',
        '--inputs-new',
        'x=a,b,c,d,e',
        '--out',
        'recette.yaml',
      ],
      { cwd: folder },
    )
    expect(drafted.code, drafted.stderr).toBe(0)
    const plan = readFileSync(join(folder, 'recette.yaml'), 'utf8')
    expect(plan).toMatch(/#\s+old: \{ output: topic_scores \}/)
    const { stdout } = await runCli(['inspect', at('classifiers.onnx')])
    expect(stdout).toContain('labels   topic_scores: complaint, invoice, order, other, return')
    expect(stdout).toContain('         priority_scores: low, normal, high')
  })
})

describe('a head with an operating threshold', () => {
  it('counts the answers from there on, each side at its own, and leaves the other head alone', async () => {
    // The score of the k-th of 100 cases is k/100; every fourth is urgent, and every fifth one's tone is bad, by the same score.
    const cases = Array.from({ length: 100 }, (_, i) => ({
      urgent: i % 4 === 0,
      bad: i % 5 === 0,
      score: (i + 1) / 100,
    }))
    const word = (yes: boolean): string => (yes ? 'yes' : 'no')
    const handover = await layHandover({
      plan: `recette: 1
task: classification
models:
  old: { predictions: recorded.csv }
  new: { predictions: recorded.csv }
sets: { test: test.csv }
columns: { id: id }
heads:
  urgent: { label: urgent, positive: "yes", threshold: 0.35, old: { score: p }, new: { score: p, threshold: 0.25 } }
  tone: { label: bad, positive: "yes", old: { score: p }, new: { score: p } }
criteria:
  - { measure: recall, maxDegradation: 50 points }
  - { measure: coverage, atLeast: 100 % }
`,
      files: {
        'test.csv': [
          'id,urgent,bad',
          ...cases.map(({ urgent, bad }, i) => `c${i},${word(urgent)},${word(bad)}`),
          '',
        ].join('\n'),
        'recorded.csv': ['id,p', ...cases.map(({ score }, i) => `c${i},${score}`), ''].join('\n'),
      },
    })
    const { stderr } = await handover.run()
    expect(stderr).toBe('')
    const { estimates, heads } = readResult(handover.out)
    const recall = (head: string, of: string): unknown =>
      estimates.find((one) => one.measure === 'recall' && one.options.head === head && one.of === of)?.value
    const share = (which: 'urgent' | 'bad', from: number): number =>
      cases.filter((one) => one[which] && one.score >= from).length / cases.filter((one) => one[which]).length
    expect([recall('urgent', 'old'), recall('urgent', 'new')]).toEqual([share('urgent', 0.35), share('urgent', 0.25)])
    expect([recall('tone', 'old'), recall('tone', 'new')]).toEqual([share('bad', 0.5), share('bad', 0.5)])
    expect(heads!.map(({ outputs }) => [outputs.old!.threshold, outputs.new!.threshold])).toEqual([
      [0.35, 0.25],
      [undefined, undefined],
    ])
  })
})

describe('a model of several heads that is called', () => {
  it('is asked once for all of them, by the Open Inference Protocol, and each answer goes to its head', async () => {
    const server = await startServer(twoHeads)
    const plan = messages(
      'classifiers.onnx',
      '',
      `  intent:
    label: intent_label
    old: { output: topic, labels: [order, invoice, return, complaint, other] }
    new: { output: topic_scores }
  urgency:
    label: urgency_label
    old: { output: priority, labels: [low, normal, high] }
    new: { output: priority_scores }
`,
    ).replace(
      /\{ artifact: old.onnx, (inputs: .*?\}) \}/,
      `{ endpoint: { protocol: oip-v2, url: "${server.url}", model: messages, batch: 60 }, $1 }`,
    )
    const done = await run(plan)
    expect(done.code, done.stderr + done.stdout).toBe(0)
    const posted = server.requests.filter(({ path }) => path.endsWith('/infer'))
    expect(posted).toHaveLength(240 / 60)
    expect((posted[0]!.json as { outputs: unknown }).outputs).toEqual([{ name: 'topic' }, { name: 'priority' }])
    expect(told(done.result().findings)).toEqual([
      'accuracy intent pass',
      'coverage intent pass',
      'accuracy urgency pass',
      'coverage urgency pass',
    ])
    const agreement = done.result().estimates.filter(({ measure, slice }) => measure === 'agreement' && slice === null)
    expect(agreement.map(({ value }) => value)).toEqual([1, 1])
  })
})

/** What old.onnx computes (see make.py), as probabilities: the largest of five numbers, and their sums by urgency. */
const URGENCY = [1, 1, 2, 2, 0]
const twoHeads: Handler = ({ path, json }, response) => {
  const tensor = (name: string, ...shape: number[]): object => ({ name, datatype: 'FP32', shape })
  if (path === '/v2') return sendJson(response, { name: 'heads', version: '1' })
  if (!path.endsWith('/infer'))
    return sendJson(response, {
      name: 'messages',
      versions: ['1'],
      inputs: [tensor('x', -1, 5)],
      outputs: [tensor('topic', -1, 5), tensor('priority', -1, 3)],
    })
  const { inputs } = json as { inputs: { data: number[] | number[][] }[] }
  const flat = inputs[0]!.data.flat()
  const rows = Array.from({ length: flat.length / 5 }, (_, i) => flat.slice(i * 5, i * 5 + 5))
  const urgencies = rows.map((x) =>
    [0, 1, 2].map((u) => 4 * x.reduce((sum, v, i) => sum + (URGENCY[i] === u ? v : 0), 0)),
  )
  const output = (name: string, scores: number[][]): object => ({
    ...tensor(name, scores.length, scores[0]!.length),
    data: scores.flatMap(softmax),
  })
  sendJson(response, { model_name: 'messages', outputs: [output('topic', rows), output('priority', urgencies)] })
}

function softmax(values: readonly number[]): number[] {
  const exps = values.map(Math.exp)
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((value) => value / sum)
}
