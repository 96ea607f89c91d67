import type { enInputs } from './enInputs.js'

/** Mots pour dire comment les cas parviennent à un modèle. */
export const frInputs: Record<keyof typeof enInputs, string> = {
  'mapping.batch': 'Cas par appel',
  'mapping.batch.absent': 'un seul : le modèle ne prend pas de lot',
  'mapping.batch.fixed': '{n, plural, one {toujours un seul} other {toujours {count} ; le dernier appel est complété}}',
}
