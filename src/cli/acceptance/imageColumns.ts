import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'

/** Columns of a set whose paths a model of the plan takes as images; a set that is not replayed needs its images for nothing. */
export function imageColumns({ models }: Plan, { spec, fields }: StoredSet): string[] {
  if (spec.role === 'reference' || spec.role === 'production') return []
  const used = [models.old, models.new].flatMap((model) =>
    model.kind === 'predictions' ? [] : Object.values(model.images ?? {}).map(({ column }) => column),
  )
  return fields.filter(({ name, kind }) => kind === 'text' && used.includes(name)).map(({ name }) => name)
}
