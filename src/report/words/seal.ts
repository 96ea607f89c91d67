import type { SealChange } from '../../core/sealing.js'
import type { Result } from '../../core/result.js'
import { formatDate } from '../numbers.js'
import type { Voice } from '../voice.js'

/** Where only sentences are shown: that nothing was edited since the seal, or what was. */
export function sealSentences(voice: Voice, result: Result): readonly string[] {
  return [...sealUnchanged(voice, result), ...sealEdits(voice, result)]
}

/** When the criteria were fixed, and that nothing was edited since; empty without a seal, or where something was. */
export function sealUnchanged(voice: Voice, { plan: { seal } }: Result): readonly string[] {
  if (seal === undefined || seal.changes.length > 0) return []
  const date = formatDate(voice.language, seal.sealedAt)
  return [voice.say('seal.unchanged', { date, by: seal.by ?? voice.say('seal.nobody') })]
}

/** Exactly what was edited since the seal, one sentence each, after one that says so; empty where nothing was. */
export function sealEdits(voice: Voice, { plan: { seal } }: Result): readonly string[] {
  if (seal === undefined || seal.changes.length === 0) return []
  const date = formatDate(voice.language, seal.sealedAt)
  return [
    voice.say('seal.edited', { date, by: seal.by ?? voice.say('seal.nobody'), n: seal.changes.length }),
    ...seal.changes.map((change) => editSentence(voice, change)),
  ]
}

function editSentence(voice: Voice, { what, name, before, after }: SealChange): string {
  const how = before === null ? 'added' : after === null ? 'removed' : 'changed'
  if (what === 'criterion') return voice.say(`seal.criterion.${how}`, { before: before ?? '', after: after ?? '' })
  if (what === 'set')
    return voice.say(`seal.set.${how}`, { name: name ?? '', before: short(before), after: short(after) })
  if (what === 'old')
    return voice.say(after === null ? 'seal.old.removed' : 'seal.old.changed', {
      before: short(before),
      after: short(after),
    })
  return voice.say(`seal.${what}`, { before: before ?? '', after: after ?? '' })
}

/** Enough of a digest to tell two apart; the whole ones stand among the identities. */
function short(digest: string | null): string {
  return digest?.slice(0, 12) ?? ''
}
