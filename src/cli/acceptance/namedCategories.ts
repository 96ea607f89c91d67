import type { Evidence } from '../../core/evidence.js'
import type { StoredSet } from '../../data/openSet.js'

/**
 * Evidence that names the categories of a column only where the set's card says that they are not personal, of the column or of the whole set.
 * A text that nobody has looked at may be a name or a place; its shares are drawn without it.
 */
export function namedCategories(evidence: Evidence, set: Pick<StoredSet, 'fields' | 'card'>): Evidence {
  const isDeclared = (column: string): boolean => {
    const personal = set.fields.find(({ name }) => name === column)?.personal
    return personal === false || (personal === undefined && set.card?.personalData === false)
  }
  return {
    ...evidence,
    drift: evidence.drift.map((drift) =>
      drift.about !== 'columns' || drift.categories === null || isDeclared(drift.column)
        ? drift
        : { ...drift, categories: drift.categories.map(() => null) },
    ),
  }
}
