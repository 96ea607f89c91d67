import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { startReference, type ReferenceSummary } from '../../measures/reference.js'
import type { Progress } from '../progress.js'
import type { ProblemList } from './problems.js'
import { reservedColumns } from './reservedColumns.js'

/** The reference set's columns, summarised once; without such a set no drift of the columns is measured. */
export async function readReference(
  plan: Plan,
  sets: readonly StoredSet[],
  problems: ProblemList,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<{ reference: ReferenceSummary | null; features: ReadonlySet<string> }> {
  const none = { reference: null, features: new Set<string>() }
  const set = sets.find(({ spec }) => spec.role === 'reference')
  if (set === undefined) return none
  const compared = sets.filter(({ spec }) => spec.role === 'test' || spec.role === 'validation')
  const features = featuresOf(plan, set, compared)
  const fields = set.fields.filter(({ name }) => features.has(name))
  const read = await problems.attempt({ of: 'set', set: set.spec.name }, async () => {
    progress.stage(`Reading ${set.spec.name}`, set.rows)
    const reference = startReference(fields, plan.seed)
    for await (const batch of set.batches({ columns: fields.map(({ name }) => name), signal })) {
      reference.add(batch)
      progress.rows(batch.start + batch.rows)
    }
    return { reference, features }
  })
  return read ?? none
}

/**
 * The columns whose drift is measured: those the plan names, or every one of the reference. One that the other sets have in another kind
 * (a number column that holds "N/A" now) is among them, and then fails: it must not drop out of the comparison. Never one that a card calls
 * personal: its values would stand in the report's histograms.
 */
function featuresOf(plan: Plan, reference: StoredSet, compared: readonly StoredSet[]): ReadonlySet<string> {
  const reserved = new Set(reservedColumns(plan))
  const fields = [reference, ...compared].flatMap((set) => set.fields)
  const isLeftOut = (name: string): boolean =>
    reserved.has(name) ||
    fields.some(
      (field) => field.name === name && (field.kind === 'tensor' || field.kind === 'bytes' || field.personal === true),
    )
  const wanted = plan.columns.features ?? reference.fields.map(({ name }) => name)
  return new Set(wanted.filter((name) => !isLeftOut(name)))
}
