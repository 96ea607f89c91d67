import type { Voice } from '../voice.js'
import { Field } from './formParts.js'

/** The key that signs: the signer's own file, or a new one that is saved before it is used. */
export function SigningKeyFields({ voice }: { voice: Voice }) {
  const { say } = voice
  return (
    <fieldset>
      <legend>{say('form.key')}</legend>
      <p class="quiet">{say('form.key.intro')}</p>
      <div class="field">
        <label class="choice">
          <input type="radio" name="keyWay" value="own" checked />
          <span>{say('form.key.own')}</span>
        </label>
        <label class="choice">
          <input type="radio" name="keyWay" value="new" />
          <span>{say('form.key.new')}</span>
        </label>
      </div>
      <div data-way="own">
        <Field voice={voice} name="keyFile" label={say('form.key.file')}>
          <input type="file" accept=".key,.pem,.p8,application/pkcs8" />
        </Field>
        <Field voice={voice} name="passphrase" label={say('form.key.passphrase')}>
          <input type="password" autocomplete="current-password" />
        </Field>
      </div>
      <div data-way="new">
        <div class="pair-of-fields">
          <Field
            voice={voice}
            name="newPassphrase"
            label={say('form.key.newPassphrase')}
            hint={say('form.key.newPassphrase.hint')}
          >
            <input type="password" autocomplete="new-password" />
          </Field>
          <Field voice={voice} name="repeat" label={say('form.key.repeat')}>
            <input type="password" autocomplete="new-password" />
          </Field>
        </div>
        <div class="field" data-field="keyMade">
          <button type="button" data-make>
            {say('form.key.make')}
          </button>
        </div>
      </div>
      <p data-show="key" role="status" />
    </fieldset>
  )
}
