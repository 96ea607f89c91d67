import { measureInfo } from '../../core/measureCatalog.js'
import { capitalize } from '../typography.js'
import { dataProtectionSentences } from '../words/dataProtection.js'
import { confidenceOf } from '../words/facts.js'
import { allEstimates, allFindings } from '../words/lookup.js'
import { measureMeaning } from '../words/measureName.js'
import type { Part } from './letter.js'

/** Each method in two sentences, only those that this result used; limits and data protection after. */
export function Method({ result, voice }: Part) {
  const methods = [...new Set(allEstimates(result).map(({ method }) => method))].sort()
  const measures = [...new Set(allFindings(result).map(({ measure }) => measure))]
  const described = methods.flatMap((method) => {
    const text = voice.sayCode('method', method)
    return text === null ? [] : [{ method, text }]
  })
  const confidence = confidenceOf(voice, result)
  const holm = result.findings.some((finding) => typeof finding.adjustedPValue === 'number')
  return (
    <section aria-labelledby={`${voice.language}-method`} class="method">
      <h2 id={`${voice.language}-method`}>{voice.say('howto.title')}</h2>
      <h3>{voice.say('howto.answers')}</h3>
      <p>{voice.say('howto.interval', { confidence })}</p>
      <p>{voice.say('howto.rule')}</p>
      <p>{voice.say('howto.inconclusive')}</p>
      <p>{voice.say('howto.points')}</p>
      <p>{holm ? `${voice.say('howto.all')} ${voice.say('howto.holm')}` : voice.say('howto.all')}</p>
      {measures.length > 0 && <h3>{voice.say('howto.measures')}</h3>}
      <dl>
        {measures.map((measure) => (
          <div key={measure}>
            <dt>{capitalize(voice.say(`measure.${measure}`))}</dt>
            <dd>
              {measureMeaning(voice, measure)} {voice.say(`direction.${measureInfo(measure).direction}`)}{' '}
              <span class="quiet">{voice.say('howto.section', { section: measure })}</span>
            </dd>
          </div>
        ))}
      </dl>
      {described.length > 0 && <h3>{voice.say('howto.intervals')}</h3>}
      <dl>
        {described.map(({ method, text }) => (
          <div key={method}>
            <dt>{voice.sayCode('methodName', method) ?? method}</dt>
            <dd>
              {text} <span class="quiet">{voice.say('howto.section', { section: method })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{voice.say('howto.methods')}</p>
      <h3>{voice.say('howto.limits')}</h3>
      <p>{voice.say('limits.cases')}</p>
      <p>{voice.say('limits.labels')}</p>
      <p>{voice.say('limits.machine')}</p>
      <h3>{voice.say('howto.data')}</h3>
      {dataProtectionSentences(voice, result).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  )
}
