import { DECISIONS } from '../../core/statement.js'
import type { PageWords } from '../browser/page.js'
import { en, type MessageId } from '../messages/en.js'
import type { Voice } from '../voice.js'

/** The messages that the page's script says, with `{name}` where it puts a value. */
export function scriptWords(voice: Voice): Omit<PageWords, 'criteria'> {
  const ids = Object.keys(en).filter((id): id is MessageId & `live.${string}` => id.startsWith('live.'))
  return {
    words: Object.fromEntries(ids.map((id) => [id.slice('live.'.length), voice.say(id, placesIn(en[id]))])),
    decisions: Object.fromEntries(DECISIONS.map((decision) => [decision, voice.say(`decision.${decision}`)])),
  }
}

/** Each value as the place where it goes. */
function placesIn(message: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...message.matchAll(/\{(\w+)\}/g)].map(([place, name]) => [name!, place]))
}
