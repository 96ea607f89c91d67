import type { Draft } from '../../core/completeStatement.js'
import { overallStatus } from '../../core/overallStatus.js'
import { formatDate } from '../numbers.js'
import { verdictSentence } from '../words/verdict.js'
import { Hash } from './compared.js'
import type { Part } from './letter.js'
import { SignaturePaper } from './signaturePaper.js'
import { SigningForm } from './signingForm.js'
import { StatusShape } from './status.js'

/**
 * What is signed: the decision, its reservations, the people, and the digests of everything it rests on. On screen a form, where a script can
 * serve it; on paper, and without a script, one page to be signed by hand.
 */
export function Signature({ result, voice, fingerprint, draft }: Part & { fingerprint: string; draft: Draft | null }) {
  const { parties, plan, models, sets } = result
  const status = overallStatus(result)
  const digests = [
    { name: voice.say('signature.result'), value: fingerprint },
    { name: voice.say('signature.plan'), value: plan.sha256 },
    { name: voice.say('signature.criteria'), value: plan.criteriaSha256 },
    ...(plan.seal === undefined ? [] : [{ name: voice.say('seal.name'), value: plan.seal.sha256 }]),
    ...(models.old === null ? [] : [{ name: voice.say('side.old'), value: models.old.sha256 }]),
    ...(models.new === null ? [] : [{ name: voice.say('side.new'), value: models.new.sha256 }]),
    ...Object.entries(sets).map(([set, { identity }]) => ({
      name: voice.say('criteria.onSet', { set }),
      value: identity.sha256,
    })),
  ]
  return (
    <section aria-labelledby={`${voice.language}-signature`} class="signature">
      <h2 id={`${voice.language}-signature`}>{voice.say('signature.title')}</h2>
      <p class="subject">
        <strong>{result.title}</strong>
        {parties.delivery !== null && ` · ${voice.say('head.delivery', { delivery: parties.delivery })}`}
        {` · ${voice.say('head.date', { date: formatDate(voice.language, result.environment.startedAt) })}`}
      </p>
      <p class={`found is-${status}`}>
        <StatusShape status={status} />
        <span>{verdictSentence(voice, result)}</span>
      </p>
      {draft !== null && <SigningForm result={result} voice={voice} draft={draft} />}
      <SignaturePaper result={result} voice={voice} signable={draft !== null} />
      <h3>{voice.say('signature.digests')}</h3>
      <dl class="digests">
        {digests.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Hash value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
