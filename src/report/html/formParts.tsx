import { cloneElement, type ComponentChildren, type VNode } from 'preact'
import type { Voice } from '../voice.js'

/**
 * A control with its label, and a place where the script says what is wrong with it. Inside rows the control has `data-part` instead of a name
 * and an id, which the script gives to each copy.
 */
export function Field(props: {
  readonly voice: Voice
  readonly name: string
  readonly label: string
  readonly children: VNode<Record<string, unknown>>
  readonly hint?: string
  readonly optional?: boolean
}) {
  const { voice, name, label, children, hint, optional = false } = props
  return (
    <div class="field">
      <label>
        <span class="name">
          {label} {optional && <span class="quiet">({voice.say('form.optional')})</span>}
        </span>
        {hint !== undefined && <span class="quiet hint">{hint}</span>}
        {cloneElement(children, { 'data-part': name })}
      </label>
    </div>
  )
}

const ADD = {
  reservation: 'form.reservation.add',
  waiver: 'form.waiver.add',
  participant: 'form.participant.add',
} as const

/** As many of the same as are needed, none to begin with: the script copies the template. */
export function Rows(props: {
  readonly voice: Voice
  readonly of: 'reservations' | 'waivers' | 'participants'
  readonly one: keyof typeof ADD
  readonly children: ComponentChildren
}) {
  const { voice, of, one, children } = props
  return (
    <fieldset class="rows field" data-rows={of}>
      <legend>{voice.say(`form.${of}`)}</legend>
      <p class="quiet">{voice.say(`form.${of}.intro`)}</p>
      <template>
        <fieldset class="row">
          <legend data-title={voice.say(`form.${one}`, { n: '{n}' })} />
          {children}
          <button type="button" data-remove>
            {voice.say('form.remove')}
          </button>
        </fieldset>
      </template>
      <button type="button" data-add>
        {voice.say(ADD[one])}
      </button>
    </fieldset>
  )
}
