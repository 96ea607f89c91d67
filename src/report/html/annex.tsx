import { annexEntries } from '../words/aiAct.js'
import type { Part } from './letter.js'

/** For the technical documentation of a high-risk system: what these tests say to annex IV, point 2(g), and where. */
export function Annex({ result, voice, fingerprint }: Part & { fingerprint: string }) {
  return (
    <section aria-labelledby={`${voice.language}-annex`} class="method">
      <h2 id={`${voice.language}-annex`}>{voice.say('annex.title')}</h2>
      <p>{voice.say('annex.intro')}</p>
      <dl class="annex">
        {annexEntries(voice, result, fingerprint).map(({ asked, said }) => (
          <div key={asked}>
            <dt>{asked}</dt>
            {said.map((sentence) => (
              <dd key={sentence}>{sentence}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}
