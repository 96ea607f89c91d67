import type { Field } from '../core/batch.js'
import { isFloat } from '../core/dtype.js'
import type { Port } from '../core/signature.js'
import { plainName } from './columnWords.js'
import { yamlComment, yamlText } from '../core/yamlText.js'

interface Proposal {
  readonly old: Port
  readonly new: Port | null
  readonly why: string | null
}

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

/** By name, then by the words of the names, then by the only one of the same type and shape. */
function pairPorts(old: readonly Port[], newer: readonly Port[]): readonly Proposal[] {
  const free = new Set(newer.filter(({ name }) => !old.some((port) => port.name === name)))
  const take = (port: Port, other: Port, why: string): Proposal => {
    free.delete(other)
    return { old: port, new: other, why }
  }
  return old.map((port) => {
    const same = newer.find(({ name }) => name === port.name)
    if (same !== undefined) return { old: port, new: same, why: null }
    const alike = [...free].filter(({ name }) => plainName(name) === plainName(port.name))
    if (alike.length === 1) return take(port, alike[0]!, 'the same words')
    const shaped = [...free].filter((other) => fits(port, other))
    const rivals = old.filter(
      (other) => other !== port && fits(other, port) && !newer.some(({ name }) => name === other.name),
    )
    return shaped.length === 1 && rivals.length === 0
      ? take(port, shaped[0]!, 'the only one of its shape')
      : { old: port, new: null, why: null }
  })
}

function fits(a: Port, b: Port): boolean {
  const [one, other] = [a.shape.slice(1), b.shape.slice(1)]
  return kindOf(a) === kindOf(b) && one.length === other.length && one.every((length, axis) => length === other[axis])
}

function kindOf({ dtype }: Port): 'text' | 'float' | 'whole' {
  if (dtype === 'utf8') return 'text'
  return isFloat(dtype) ? 'float' : 'whole'
}
