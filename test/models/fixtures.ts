import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Port } from '../../src/core/signature.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { findModel } from '../../src/models/findModel.js'
import type { Model } from '../../src/models/model.js'
import { ARRAY_OF, type Tensor } from '../../src/models/tensor.js'

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

/** Cases that look different from each other: the same for every call. */
export function someCases({ name, dtype, shape }: Port, rows: number): Tensor {
  if (dtype === 'utf8') throw new Error('numbers only')
  const whole = [rows, ...shape.slice(1).map((length) => length ?? 1)]
  const count = whole.reduce((product, length) => product * length, 1)
  const data = ARRAY_OF[dtype].from(
    { length: count } as never,
    ((_: unknown, i: number) => Math.sin(i * 12.9898) * 2) as never,
  )
  return { name, dtype, shape: whole, data }
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

export function isHostOf(pid: number, parent: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return (
      status.includes(`PPid:\t${parent}\n`) &&
      !/State:\tZ/.test(status) &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('models/host/main.js')
    )
  } catch {
    return false
  }
}
