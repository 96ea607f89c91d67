import type { ComponentChildren } from 'preact'
import type { Draft } from '../../core/completeStatement.js'
import type { Result } from '../../core/result.js'
import { DECISIONS, RESERVATION_CLASSES } from '../../core/statement.js'
import type { Voice } from '../voice.js'
import { criterionLabels } from '../words/criterionLabels.js'
import { Field, Rows } from './formParts.js'
import { SigningKeyFields } from './signingKeyFields.js'

interface Props {
  readonly result: Result
  readonly voice: Voice
  readonly draft: Draft
}

/**
 * The form that makes the record, hidden until the page's script is there to serve it. There is one in each language; the script carries what
 * was typed from one to the other (`browser/formState.ts`), by the names of the fields.
 */
export function SigningForm({ result, voice, draft }: Props) {
  const { say } = voice
  const criteria = Object.entries(criterionLabels(voice, result, draft))
  const waivable = criteria.filter(([id]) =>
    draft.tests.some(({ criterion, status }) => criterion === id && status !== 'passed'),
  )
  return (
    <form class="sign" noValidate autocomplete="on">
      <p>{say('form.intro')}</p>
      <details>
        <summary>{say('form.continue')}</summary>
        <div class="folded">
          <Field voice={voice} name="record" label={say('form.record')} hint={say('form.record.hint')}>
            <input type="file" accept=".jsonl,.json,.txt,application/json" />
          </Field>
        </div>
      </details>
      <div data-show="record" role="status" />
      <div data-decide>
        <fieldset class="field" data-field="decision">
          <legend>{say('form.decision')}</legend>
          {DECISIONS.map((decision) => (
            <label key={decision} class="choice">
              <input type="radio" name="decision" value={decision} />
              <span>
                <strong>{say(`decision.${decision}`)}</strong> {say(`decision.${decision}.means`)}
              </span>
            </label>
          ))}
        </fieldset>
        <Field voice={voice} name="reason" label={say('form.reason')} hint={say('form.reason.hint')} optional>
          <textarea rows={2} maxLength={4000} />
        </Field>
        <Rows voice={voice} of="reservations" one="reservation">
          <Field voice={voice} name="criterion" label={say('form.reservation.criterion')}>
            <select>
              <option value="">{say('form.reservation.other')}</option>
              <Options of={criteria} />
            </select>
          </Field>
          <Field voice={voice} name="text" label={say('form.reservation.text')}>
            <textarea rows={2} maxLength={4000} />
          </Field>
          <Field voice={voice} name="class" label={say('form.reservation.class')}>
            <select>
              <option value="">{say('form.choose')}</option>
              <Options of={RESERVATION_CLASSES.map((one) => [one, say(`class.${one}`)] as const)} />
            </select>
          </Field>
          <Field voice={voice} name="measure" label={say('form.reservation.measure')}>
            <textarea rows={2} maxLength={4000} />
          </Field>
          <div class="pair-of-fields">
            <Field voice={voice} name="owner" label={say('form.reservation.owner')}>
              <input type="text" maxLength={300} />
            </Field>
            <Field voice={voice} name="due" label={say('form.reservation.due')}>
              <input type="date" />
            </Field>
          </div>
        </Rows>
        {waivable.length > 0 && (
          <Rows voice={voice} of="waivers" one="waiver">
            <Field voice={voice} name="criterion" label={say('form.waiver.criterion')}>
              <select>
                <option value="">{say('form.choose')}</option>
                <Options of={waivable} />
              </select>
            </Field>
            <Field voice={voice} name="why" label={say('form.waiver.why')}>
              <textarea rows={2} maxLength={4000} />
            </Field>
            <div class="pair-of-fields">
              <Field voice={voice} name="who" label={say('form.waiver.who')}>
                <input type="text" maxLength={300} />
              </Field>
              <Field voice={voice} name="until" label={say('form.waiver.until')}>
                <input type="date" />
              </Field>
            </div>
          </Rows>
        )}
        <Rows voice={voice} of="participants" one="participant">
          <Person voice={voice} />
          <label class="choice">
            <input type="checkbox" data-part="signs" />
            <span>{say('form.participant.signs')}</span>
          </label>
        </Rows>
        <div class="pair-of-fields">
          {draft.found.delivery === null && (
            <Field voice={voice} name="delivery" label={say('form.delivery')} hint={say('form.delivery.hint')} optional>
              <input type="text" maxLength={300} />
            </Field>
          )}
          <Field
            voice={voice}
            name="validUntil"
            label={say('form.validUntil')}
            hint={say('form.validUntil.hint')}
            optional
          >
            <input type="date" />
          </Field>
        </div>
      </div>
      <fieldset>
        <legend>{say('form.you')}</legend>
        <Person voice={voice} />
        <Field voice={voice} name="place" label={say('form.place')} optional>
          <input type="text" maxLength={300} autocomplete="address-level2" />
        </Field>
        <p class="quiet">{say('form.date')}</p>
      </fieldset>
      <SigningKeyFields voice={voice} />
      <div data-show="summary" role="alert" tabIndex={-1} />
      <p>
        <button type="submit" class="main">
          {say('form.sign')}
        </button>
      </p>
      <p data-show="status" role="status" />
      <div data-show="signed" tabIndex={-1} hidden>
        <h3>{say('form.signed')}</h3>
        <p>{say('form.signed.next')}</p>
        <p>
          {say('form.signed.fingerprint')} <code data-show="fingerprint" />
        </p>
        <p>
          <a data-link="record" download="record.intoto.jsonl">
            {say('form.signed.again')}
          </a>
          <br />
          <a data-link="public" download="signature.pub">
            {say('form.signed.public')}
          </a>
        </p>
        <p>
          {say('form.signed.print')} {say('form.signed.another')}
        </p>
      </div>
    </form>
  )
}

/** Fields of the signer, and, with the same names, of a participant. */
function Person({ voice }: { voice: Voice }) {
  const { say } = voice
  return (
    <>
      <Field voice={voice} name="name" label={say('form.name')}>
        <input type="text" maxLength={300} />
      </Field>
      <div class="pair-of-fields">
        <Field voice={voice} name="role" label={say('form.role')} optional>
          <input type="text" maxLength={300} />
        </Field>
        <Field voice={voice} name="company" label={say('form.company')} optional>
          <input type="text" maxLength={300} />
        </Field>
      </div>
    </>
  )
}

function Options({ of }: { of: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <>
      {of.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  )
}
