import { formatDate } from '../numbers.js'
import { replacementSentence } from '../words/verdict.js'
import type { Part } from './letter.js'

export function Head({ result, voice }: Part) {
  const { parties, environment } = result
  const facts = [
    parties.client === null ? null : voice.say('head.for', { client: parties.client }),
    parties.delivery === null ? null : voice.say('head.delivery', { delivery: parties.delivery }),
    voice.say('head.date', { date: formatDate(voice.language, environment.startedAt) }),
  ].filter((fact) => fact !== null)
  return (
    <div class="head">
      <p class="kicker">{voice.say('head.document')}</p>
      <h1>{result.title}</h1>
      <p class="lead">{replacementSentence(voice, result)}</p>
      <p class="quiet">{facts.join(' · ')}</p>
    </div>
  )
}
