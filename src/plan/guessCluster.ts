import type { Field } from '../core/batch.js'
import { isInteger } from '../core/dtype.js'
import { columnWords } from './columnWords.js'
import { idCandidates } from './guessId.js'

/** Who or what several rows may belong to, in the words of columns. */
const OWNERS = new Set(
  (
    'household foyer menage family famille person personne patient customer client user utilisateur ' +
    'member membre subject sujet company entreprise societe account compte session device appareil ' +
    'contract contrat policy student eleve cluster'
  ).split(' '),
)

/** Columns that could name the person or household that several cases belong to, the likeliest first: by a word of their name, then those like an id. */
export function clusterCandidates(fields: readonly Field[]): readonly string[] {
  const able = fields.filter(({ kind, type }) => kind === 'text' || isInteger(type))
  const named = able.filter(({ name }) => columnWords(name).some((word) => OWNERS.has(word))).map(({ name }) => name)
  return [...new Set([...named, ...idCandidates(fields)])]
}
