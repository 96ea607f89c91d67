import { RecetteError } from '../../src/core/errors.js'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { size } from '../../src/core/batch.js'
import type { Port } from '../../src/core/signature.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { findModel } from '../../src/models/findModel.js'
import type { Model } from '../../src/models/model.js'
import type { Tensor } from '../../src/models/tensor.js'

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'models')

export function specOf(artifact: string, more: Partial<ArtifactSpec> = {}): ArtifactSpec {
  return {
    kind: 'artifact',
    side: 'new',
    artifact: { path: join(FIXTURES, artifact), shown: `delivery/${artifact}` },
    timeoutMs: 20_000,
    memoryBytes: 2 ** 30,
    ...more,
  }
}

export async function openFixture(
  artifact: string,
  more: Partial<ArtifactSpec> = {},
  signal?: AbortSignal,
): Promise<Model> {
  const source = await findModel(specOf(artifact, more))
  return source.open(signal === undefined ? {} : { signal })
}

export function floats(name: string, shape: readonly number[], values: readonly number[]): Tensor {
  return { name, dtype: 'float32', shape, data: Float32Array.from(values) }
}

/** Cases that look different from each other, for a float32 input: the same for every call. */
export function someCases({ name, shape }: Port, rows: number): Tensor {
  const whole = [rows, ...shape.slice(1).map((length) => length ?? 1)]
  return floats(
    name,
    whole,
    Array.from({ length: size(whole) }, (_, i) => Math.sin(i * 12.9898) * 2),
  )
}

export function numbers(tensor: Tensor | undefined): number[] {
  return Array.from(tensor!.data as Float32Array, Number)
}

/** Process ids of the hosts that this process has started and that still run (Linux). */
export function runningHosts(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => isHostOf(pid, process.pid))
}

/** Whether it is a host, alive, of that parent: its child, or its grandchild where a sandbox stands between them. */
export function isHostOf(pid: number, parent: number): boolean {
  try {
    const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return (
      !/(bwrap|unshare)$/.test(program ?? '') &&
      args.some((arg) => /models\/host\/main\.js|recette_host/.test(arg)) &&
      !/State:\tZ/.test(readFileSync(`/proc/${pid}/status`, 'utf8')) &&
      ancestorsOf(pid).includes(parent)
    )
  } catch {
    return false
  }
}

function ancestorsOf(pid: number): number[] {
  const parent = Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  return parent <= 1 ? [] : [parent, ...ancestorsOf(parent)]
}

const folders: string[] = []

/** Removed when the tests of the file are done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recette-models-'))
  folders.push(folder)
  return folder
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** The user error that a promise ends with; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<RecetteError> {
  const thrown: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(RecetteError)
  return thrown as RecetteError
}
