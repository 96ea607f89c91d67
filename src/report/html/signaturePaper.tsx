import { DECISIONS } from '../../core/statement.js'
import type { Part } from './letter.js'

/** The page to be signed by hand. The script of the form fills in what was typed, and who has signed (`browser/fillPaper.ts`). */
export function SignaturePaper({ result, voice, signable }: Part & { signable: boolean }) {
  const { parties } = result
  const people = [
    { role: voice.say('signature.client'), name: parties.client },
    { role: voice.say('signature.newAgency'), name: parties.new },
    { role: voice.say('signature.oldAgency'), name: parties.old },
  ]
  return (
    <div class="by-hand">
      {signable && (
        <>
          <p class="quiet on-screen unable" hidden>
            {voice.say('form.unable')}
          </p>
          <p class="quiet on-screen">{voice.say('form.byHand')}</p>
        </>
      )}
      <p>{voice.say('signature.statement')}</p>
      <ul class="decisions">
        {DECISIONS.map((decision) => (
          <li key={decision} data-decision={decision}>
            <svg class="box" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
              <rect x="1" y="1" width="14" height="14" />
              <path d="M4 8.3 7 11.3 12.2 4.8" />
            </svg>
            <span>
              <strong>{voice.say(`decision.${decision}`)}</strong> {voice.say(`decision.${decision}.means`)}
            </span>
          </li>
        ))}
      </ul>
      <Filled part="reason" title={voice.say('paper.reason')} />
      <h3>{voice.say('signature.reservations')}</h3>
      <div data-paper="reservations" hidden>
        <div class="filled" />
      </div>
      <div class="lines" aria-hidden="true">
        <div />
        <div />
        <div />
        <div />
        <div />
      </div>
      <Filled part="waivers" title={voice.say('paper.waivers')} />
      <Filled part="participants" title={voice.say('paper.participants')} />
      <Filled part="validUntil" title={voice.say('paper.validUntil')} />
      <table class="people" data-signed={voice.say('paper.signed')}>
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
            <tr key={role} data-company={name ?? undefined}>
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
    </div>
  )
}

function Filled({ part, title }: { part: string; title: string }) {
  return (
    <div data-paper={part} hidden>
      <h3>{title}</h3>
      <div class="filled" />
    </div>
  )
}
