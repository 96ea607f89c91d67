import type { Field } from '../core/batch.js'
import { isInteger } from '../core/dtype.js'
import { columnWords, plainName } from './columnWords.js'

/** A name that ends so, such as `customer_id`, is usually that of an identifier. */
const LAST = new Set(['id', 'ids', 'uuid', 'guid', 'key', 'cle', 'ref', 'reference', 'identifiant', 'identifier'])
/** So is one that begins so, such as `Identifiant client`. */
const FIRST = new Set(['id', 'identifiant', 'identifier', 'numero', 'ref', 'reference', 'matricule'])
/** What pandas calls an index that nobody named, and what a column without a heading is called here. */
const INDEX = ['index', 'unnamed 0', 'index level 0', 'column1', 'case', 'row', 'cas']

/**
 * Columns that could be the identifier of a case by their name and type, the likeliest first: those called just that, those
 * named after what they identify, then a nameless index. Whether their values repeat is for the caller to see.
 */
export function idCandidates(fields: readonly Field[]): readonly string[] {
  const able = fields.filter(
    ({ kind, type }) => type !== 'timestamp' && type !== 'date32' && (kind === 'text' || isInteger(type)),
  )
  const rank = ({ name }: Field): number => {
    const words = columnWords(name)
    if (['id', 'case id', 'caseid', 'identifiant', 'uuid'].includes(words.join(' '))) return 0
    if (LAST.has(words.at(-1) ?? '') || FIRST.has(words[0] ?? '')) return 1
    const nameless = INDEX.includes(plainName(name)) && (plainName(name) !== 'column1' || name === fields[0]?.name)
    return nameless ? 2 : Infinity
  }
  return able
    .map((field) => ({ name: field.name, rank: rank(field) }))
    .filter((candidate) => candidate.rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name)
}
