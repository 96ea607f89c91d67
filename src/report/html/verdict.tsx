import { factSentences } from '../words/facts.js'
import { overallStatus } from '../../core/overallStatus.js'
import { contradictions } from '../words/noise.js'
import { untestedSentences } from '../words/untested.js'
import { requestSentences, verdictSentence } from '../words/verdict.js'
import type { Part } from './letter.js'
import { StatusShape } from './status.js'

/** The first screen: can I accept it, what happens to cases, what was not tested, what am I asked to do. */
export function Verdict({ result, voice }: Part) {
  const status = overallStatus(result)
  const untested = untestedSentences(voice, result)
  return (
    <section class={`verdict is-${status}`} aria-labelledby={`${voice.language}-verdict`}>
      {contradictions(voice, result).map(({ lead, text }) => (
        <p key={lead}>
          <strong>{lead}</strong> {text}
        </p>
      ))}
      <h2 id={`${voice.language}-verdict`}>
        <StatusShape status={status} />
        <span>
          {voice.say('verdict.question')} <strong>{voice.say(`verdict.word.${status}`)}</strong>
        </span>
      </h2>
      <p class="sentence">{verdictSentence(voice, result)}</p>
      <ul class="facts">
        {factSentences(voice, result).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div class="beside">
        <div>
          <h3>{voice.say('untested.title')}</h3>
          <ul>
            {untested.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{voice.say('request.title')}</h3>
          {requestSentences(voice, result).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>
            <a href={`#${voice.language}-signature`}>{voice.say('request.link')}</a>
          </p>
        </div>
      </div>
    </section>
  )
}
