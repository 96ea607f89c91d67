import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Batch, Field } from '../../../src/core/batch.js'
import { RecetteError } from '../../../src/core/errors.js'
import type { EndpointSpec } from '../../../src/core/spec.js'
import type { Task } from '../../../src/core/task.js'
import { openEndpoint, type Endpoint } from '../../../src/models/endpoint/openEndpoint.js'
import { planInputs } from '../../../src/models/inputs.js'
import type { Answer, Model } from '../../../src/models/model.js'

export const FIELDS: readonly Field[] = [
  { name: 'a', kind: 'number', type: 'float64' },
  { name: 'b', kind: 'number', type: 'float64' },
]

export function specOf(
  protocol: EndpointSpec['protocol'],
  url: string,
  more: Partial<EndpointSpec> = {},
): EndpointSpec {
  return {
    side: 'new',
    kind: 'endpoint',
    protocol,
    url,
    concurrency: 2,
    timeoutMs: 5_000,
    retries: 2,
    batch: 10,
    ...more,
  }
}

/** `rows` cases: a = 0, 0.25, 0.5, …; b = 0, -0.5, -1, … */
export function cases(rows: number, start = 0): Batch {
  const column = (name: string, step: number) => ({
    kind: 'number' as const,
    name,
    valid: null,
    values: Float64Array.from({ length: rows }, (_, i) => (start + i) * step || 0),
  })
  return { rows, start, columns: [column('a', 0.25), column('b', -0.5)] }
}

export interface Asked {
  readonly endpoint: Endpoint
  readonly model: Model
  ask(batch: Batch, wanted: string): Promise<Answer>
}

export async function open(
  spec: EndpointSpec,
  options: { folder?: string; task?: Task; fields?: readonly Field[]; signal?: AbortSignal } = {},
): Promise<Asked> {
  const fields = options.fields ?? FIELDS
  const endpoint = await openEndpoint(spec, {
    fields,
    task: options.task ?? 'classification',
    folder: options.folder ?? answersFolder(),
    signal: options.signal ?? new AbortController().signal,
  })
  onTestFinished(() => endpoint[Symbol.asyncDispose]())
  const inputs = planInputs({ side: spec.side, signature: endpoint.signature, fields, spec, reserved: [] })
  const model = await endpoint.modelFor({ sha256: 'f'.repeat(64) }, inputs.record)
  return {
    endpoint,
    model,
    ask: async (batch, wanted) => model.predict(await inputs.tensors(batch), [wanted], batch.start),
  }
}

/** A folder for answers that goes when the test ends. */
export function answersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recette-answers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** All that was stored. */
export function storedText(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}

export async function failure(promise: Promise<unknown>): Promise<RecetteError> {
  const thrown: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(RecetteError)
  return thrown as RecetteError
}

export function numbersOf(answer: Answer): number[] {
  return Array.from(answer.outputs[0]!.data as ArrayLike<number>, Number)
}
