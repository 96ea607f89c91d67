import { attentionItems } from '../words/attention.js'
import type { Part } from './letter.js'
import { StatusShape } from './status.js'

export function Attention({ result, voice }: Part) {
  const items = attentionItems(voice, result)
  return (
    <section aria-labelledby={`${voice.language}-attention`}>
      <h2 id={`${voice.language}-attention`}>{voice.say('attention.title')}</h2>
      {items.length === 0 ? (
        <p>{voice.say('attention.nothing')}</p>
      ) : (
        <ul class="attention">
          {items.map((item) => (
            <li key={`${item.lead ?? ''}${item.text}`} class={`is-${item.tone === 'note' ? 'waived' : item.tone}`}>
              <StatusShape status={item.tone === 'note' ? 'waived' : item.tone} />
              <div>
                {item.lead !== undefined && <strong>{item.lead} </strong>}
                {item.text}
                {item.english !== undefined && (
                  <p class="quiet" lang="en">
                    {item.english}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
