import { join } from 'node:path'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { openSet, readTable, type StoredSet } from '../../src/data/openSet.js'
import { findModel } from '../../src/models/findModel.js'
import { fitsInputs, planInputs } from '../../src/models/inputs.js'
import type { Model } from '../../src/models/model.js'
import { specOf } from './fixtures.js'

export const INPUTS = join(import.meta.dirname, '..', 'fixtures', 'inputs')

export function inputSet(name: string): Promise<StoredSet> {
  return openSet({ name: 'test', role: 'test', file: { path: join(INPUTS, name), shown: name } })
}

/** A model of the inputs' fixtures whose columns are those of `set`, as a run opens it. */
export async function openFor(
  set: StoredSet,
  artifact: string,
  more: Partial<ArtifactSpec>,
): Promise<{ model: Model; spec: ArtifactSpec }> {
  const spec = specOf(artifact, { artifact: { path: join(INPUTS, artifact), shown: artifact }, ...more })
  const source = await findModel(spec)
  const fits = (signature: Model['signature']): boolean =>
    fitsInputs({ side: 'new', signature, fields: set.fields, spec, reserved: ['id'] })
  return { model: await source.open({ fits }), spec }
}

/** What the model answers for the whole set, and what stands in the column `expected`. */
export async function answerAll(
  set: StoredSet,
  artifact: string,
  more: Partial<ArtifactSpec>,
  wanted: string,
): Promise<{ answered: readonly unknown[]; shape: readonly number[]; batch: Model['batch'] }> {
  const { model, spec } = await openFor(set, artifact, more)
  await using opened = model
  const { signature } = opened
  const mapper = planInputs({ side: 'new', signature, fields: set.fields, spec, reserved: ['id'] })
  const table = await readTable(set)
  const { outputs } = await opened.predict(await mapper.tensors({ ...table, start: 0 }), [wanted], 0)
  return { answered: Array.from(outputs[0]!.data as Float32Array), shape: outputs[0]!.shape, batch: opened.batch }
}

export async function numbersIn(set: StoredSet, name: string): Promise<number[]> {
  const [column] = (await readTable(set, [name])).columns
  if (column?.kind !== 'number') throw new Error(`${name} holds no numbers`)
  return [...column.values]
}
