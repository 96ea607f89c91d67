import { causesInWords } from '../words/causes.js'
import type { Part } from './letter.js'

/** What probably went wrong, with the evidence and what to write in the plan; nothing where no cause was found. */
export function Causes({ result, voice }: Part) {
  const causes = causesInWords(voice, result)
  if (causes.length === 0) return null
  return (
    <section aria-labelledby={`${voice.language}-causes`}>
      <h2 id={`${voice.language}-causes`}>{voice.say('causes.title')}</h2>
      <p class="prose">{voice.say('causes.intro')}</p>
      <ul class="causes">
        {causes.map(({ what, evidence, remedy, mend }) => (
          <li key={what}>
            <strong>{what}</strong>
            {evidence !== '' && <p>{evidence}</p>}
            <p>
              {remedy}
              {mend !== null && (
                <>
                  {' '}
                  <code>{mend}</code>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
