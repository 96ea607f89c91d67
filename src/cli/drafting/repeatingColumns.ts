import { cellText } from '../../core/batch.js'
import type { StoredSet } from '../../data/openSet.js'
import type { ClusterIdea, DraftModel } from '../../plan/draftFacts.js'
import { clusterCandidates } from '../../plan/guessCluster.js'
import { idCandidates } from '../../plan/guessId.js'
import { freeFields } from '../../plan/inferPlan.js'

/** Households are many, and have a few rows each. With more it is a kind: a region, a shop. */
const FEWEST_VALUES = 10
const MOST_ROWS_EACH = 50
/** Fewer rows beyond the first of each are as likely a slip of the pen. */
const LEAST_REPEATED = 0.02

/**
 * `repeating`: columns called like an id, up to the first that tells the cases apart (a household's id does not). `cluster`: the first column
 * called like a person or household whose values come as theirs would.
 */
export async function repeatingColumns(
  test: StoredSet,
  models: { readonly old: DraftModel; readonly new: DraftModel },
  label: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly repeating: readonly string[]; readonly cluster?: ClusterIdea }> {
  const free = freeFields(models, test.fields).filter(({ name }) => name !== label)
  const known = new Map<string, Counts>()
  const countsOf = async (name: string): Promise<Counts> => {
    const counts = known.get(name) ?? (await countValues(test, name, signal))
    known.set(name, counts)
    return counts
  }
  const repeating: string[] = []
  for (const name of idCandidates(free)) {
    const { rows, values, missing } = await countsOf(name)
    if (values === rows && missing === 0) break
    repeating.push(name)
  }
  for (const column of clusterCandidates(free)) {
    const { rows, values } = await countsOf(column)
    const repeats = rows > values && rows - values >= LEAST_REPEATED * rows
    if (repeats && values >= FEWEST_VALUES && rows <= MOST_ROWS_EACH * values)
      return { repeating, cluster: { column, values, rows } }
  }
  return { repeating }
}

interface Counts {
  /** Rows with a value, how many different ones, and rows without. */
  readonly rows: number
  readonly values: number
  readonly missing: number
}

async function countValues(test: StoredSet, name: string, signal: AbortSignal): Promise<Counts> {
  const seen = new Set<string>()
  let [rows, missing] = [0, 0]
  for await (const batch of test.batches({ columns: [name], signal }))
    for (let row = 0; row < batch.rows; row++) {
      const text = cellText(batch.columns[0]!, row)
      if (text === null) missing++
      else {
        rows++
        seen.add(text)
      }
    }
  return { rows, values: seen.size, missing }
}
