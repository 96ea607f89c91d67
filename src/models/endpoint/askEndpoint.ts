import { RecetteError } from '../../core/errors.js'
import type { EndpointSpec } from '../../core/spec.js'
import type { Answer, Model } from '../model.js'
import { ModelRowError } from '../rowError.js'
import { rowsOf, sliceTensor, type Tensor } from '../tensor.js'
import type { AnswerStore } from './answerStore.js'
import type { Client } from './client.js'
import type { LearnedSignature } from './learnSignature.js'
import { BadAnswer, type Connection } from './protocol.js'
import { firstMissing } from './tensorJson.js'

export interface AskOptions {
  readonly spec: EndpointSpec
  readonly who: string
  readonly client: Client
  readonly connection: Connection
  readonly learned: LearnedSignature
  readonly store: AnswerStore
  readonly signal: AbortSignal
}

/** A model whose answers come from the store, and into the store from the server where it has none yet. */
export function askEndpoint(options: AskOptions): Model {
  const { connection, learned, store, spec } = options
  return {
    get signature() {
      return learned.signature
    },
    runtime: connection.runtime,
    batch: { is: 'dynamic', by: 'detected' },
    isolation: [],
    warnings: [],
    peakMemoryBytes: () => 0,
    async predict(inputs, wanted, start = 0): Promise<Answer> {
      const names = wanted ?? learned.signature.outputs.map(({ name }) => name)
      const rows = rowsOf(inputs[0]!)
      const requests = store.gaps(start, rows).flatMap(([from, to]) => cut(from, to, spec.batch))
      await runAll(requests, spec.concurrency, ([from, to]) => ask(options, inputs, names, start, from, to))
      const answer = await store.read(start, rows)
      if (requests.length === 0) understand(options, start, start + rows, () => learned.learn(answer.outputs))
      return answer
    },
    async [Symbol.asyncDispose]() {},
  }
}

async function ask(
  options: AskOptions,
  inputs: readonly Tensor[],
  wanted: readonly string[],
  start: number,
  from: number,
  to: number,
): Promise<void> {
  const { client, connection, learned, store, signal } = options
  signal.throwIfAborted()
  const cases = inputs.map((input) => sliceTensor(input, from - start, to - start))
  if (!connection.takesMissing) refuseMissing(options, cases, from)
  const { url, body } = connection.request(cases, wanted)
  const began = performance.now()
  const json = await client.call(url, body, `answering ${casesText(from, to)}`)
  const elapsedMs = performance.now() - began
  const outputs = understand(options, from, to, () => {
    const read = connection.read(json, to - from, wanted)
    learned.learn(read)
    return read
  })
  await store.add(from, outputs, elapsedMs)
}

/** Says where an answer that cannot be used came from. It is not stored: it is no answer. */
function understand<T>({ who }: AskOptions, from: number, to: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadAnswer)) throw error
    throw new RecetteError(
      'ENDPOINT_BAD_ANSWER',
      `${who}: the answer for ${casesText(from, to)} cannot be used: ${error.message}.`,
      error.hint,
    )
  }
}

function refuseMissing({ who, spec }: AskOptions, inputs: readonly Tensor[], start: number): void {
  for (const input of inputs) {
    const row = firstMissing(input)
    if (row < 0) continue
    throw new ModelRowError(
      'MODEL_INPUT_VALUE',
      `${who}: a value of input "${input.name}" is missing in row ${start + row + 1} of the set, which the protocol ${spec.protocol} has no way to say.`,
      'Leave the case out of the set, or fill the value in.',
      start + row,
    )
  }
}

function cut(from: number, to: number, size: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => [
    from + i * size,
    Math.min(to, from + (i + 1) * size),
  ])
}

/**
 * Some at a time. After the first failure nothing new is begun, but what is on its way is waited for and stored: it will be paid for.
 */
async function runAll<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0
  let failed = false
  const worker = async (): Promise<void> => {
    while (!failed && next < items.length) {
      try {
        await work(items[next++]!)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: Math.min(workers, items.length) }, worker))
  const failure = settled.find((outcome) => outcome.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}

function casesText(from: number, to: number): string {
  return to - from === 1 ? `case ${to} of the set` : `cases ${from + 1} to ${to} of the set`
}
