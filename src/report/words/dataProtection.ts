import type { Result } from '../../core/result.js'
import { formatList } from '../numbers.js'
import type { Voice } from '../voice.js'

/** What was processed, where it stayed, and what this file holds of it: for whoever answers for personal data. */
export function dataProtectionSentences(voice: Voice, result: Result): readonly string[] {
  const { smallestCell: smallest } = result.plan
  const sent = (['old', 'new'] as const).flatMap((side) => {
    const model = result.models[side]
    return model?.format.startsWith('endpoint:') === true
      ? [voice.say(`data.sent.${side}`, { address: model.artifact })]
      : []
  })
  return [
    processed(voice, result),
    ...sent,
    voice.say(sent.length > 0 ? 'data.stayedElse' : 'data.stayed'),
    smallest > 1 ? voice.say('data.aggregates', { smallest }) : voice.say('data.aggregatesAll'),
    voice.say('data.result'),
  ]
}

function processed(voice: Voice, { sets }: Result): string {
  const of = (personal: boolean | null): string[] =>
    Object.entries(sets).flatMap(([name, set]) =>
      set.personalData === personal ? [voice.say('data.set', { set: name })] : [],
    )
  const parts = (
    [
      ['data.sets.personal', of(true)],
      ['data.sets.none', of(false)],
      ['data.sets.undeclared', of(null)],
    ] as const
  ).flatMap(([id, names]) =>
    names.length === 0 ? [] : [voice.say(id, { n: names.length, sets: formatList(voice.language, names) })],
  )
  return parts.join(' ')
}
