import type { Field } from '../core/batch.js'
import type { Port } from '../core/signature.js'
import { pairPorts, type Proposal } from './pairPorts.js'
import { yamlComment, yamlText } from '../core/yamlText.js'

/** `outputs` of a first plan, as a comment: without it all outputs are compared by name. Pairs of other names are guesses, marked as such. */
export function outputLines(old: readonly Port[], newer: readonly Port[], fields: readonly Field[]): string[] {
  const proposals = pairPorts(old, newer)
  const unpaired = newer.filter((port) => !proposals.some((proposal) => proposal.new === port))
  const mask = fields.find(({ name, kind }) => kind === 'tensor' && /mask/i.test(name))?.name
  return [
    '# outputs:         # only these, and how; without it, all outputs that both models have by name',
    ...proposals.map((proposal) => `#   ${proposalText(proposal)}`),
    ...unpaired.map(({ name }) => `#   # ${yamlComment(name)} of new has no counterpart`),
    ...(mask === undefined
      ? []
      : [
          `#   # NAME: { mask: ${yamlText(mask)} }   only where it is 1; with reduce: mean, axis: 1, the mean over those`,
        ]),
    '#   # NAME: { neighbours: 10 }   embeddings: the nearest neighbours of each case, not its numbers',
  ]
}

function proposalText({ old, new: newer, why }: Proposal): string {
  if (newer === null) return `# ${yamlComment(old.name)} of old has no counterpart`
  const names = old.name === newer.name ? '{}' : `{ new: ${yamlText(newer.name)} }`
  return `${yamlText(old.name)}: ${names}${why === null ? '' : `   # guessed: ${why}`}`
}
