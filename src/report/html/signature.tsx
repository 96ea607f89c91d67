import { formatDate } from '../numbers.js'
import { overallStatus } from '../../core/overallStatus.js'
import { verdictSentence } from '../words/verdict.js'
import { Hash } from './compared.js'
import type { Part } from './letter.js'
import { StatusShape } from './status.js'

const DECISIONS = ['accepted', 'reservations', 'postponed', 'rejected'] as const

/** What is signed: the decision, its reservations, the people, and the digests of everything it rests on. One printed page. */
export function Signature({ result, voice, fingerprint }: Part & { fingerprint: string }) {
  const { parties, plan, models, sets } = result
  const status = overallStatus(result)
  const people = [
    { role: voice.say('signature.client'), name: parties.client },
    { role: voice.say('signature.newAgency'), name: parties.new },
    { role: voice.say('signature.oldAgency'), name: parties.old },
  ]
  const digests = [
    { name: voice.say('signature.result'), value: fingerprint },
    { name: voice.say('signature.plan'), value: plan.sha256 },
    { name: voice.say('signature.criteria'), value: plan.criteriaSha256 },
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
      <p>{voice.say('signature.statement')}</p>
      <ul class="decisions">
        {DECISIONS.map((decision) => (
          <li key={decision}>
            <svg class="box" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
              <rect x="1" y="1" width="14" height="14" />
            </svg>
            <span>
              <strong>{voice.say(`decision.${decision}`)}</strong> {voice.say(`decision.${decision}.means`)}
            </span>
          </li>
        ))}
      </ul>
      <h3>{voice.say('signature.reservations')}</h3>
      <div class="lines" aria-hidden="true">
        <div />
        <div />
        <div />
      </div>
      <table class="people">
        <caption>{voice.say('signature.people')}</caption>
        <thead>
          <tr>
            <th scope="col">{voice.say('signature.for')}</th>
            <th scope="col">{voice.say('signature.name')}</th>
            <th scope="col">{voice.say('signature.date')}</th>
            <th scope="col">{voice.say('signature.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ role, name }) => (
            <tr key={role}>
              <th scope="row">
                {role}
                {name !== null && <span class="quiet"> {name}</span>}
              </th>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
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
