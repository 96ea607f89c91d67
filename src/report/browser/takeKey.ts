import { SHORTEST_PASSPHRASE } from '../../core/recordRules.js'
import type { FormState } from './formState.js'
import { makeKey, openKey, type SigningKey } from './key.js'
import { SigningError, type Problem } from './problem.js'

/** A key has a few hundred bytes. */
const MOST_BYTES = 100_000

export type Taken<Value> = { readonly problem: Problem } | { readonly value: Value }

/** The key that the signer has: a file and its passphrase. */
export async function takeOwnKey({ values, files }: FormState): Promise<Taken<SigningKey>> {
  const file = files['keyFile']?.[0]
  if (file === undefined) return { problem: { field: 'keyFile', code: 'keyFile' } }
  if (file.size > MOST_BYTES) return { problem: { field: 'keyFile', code: 'keyUnreadable' } }
  try {
    return { value: await openKey(await file.text(), values['passphrase'] ?? '') }
  } catch (error) {
    if (!(error instanceof SigningError)) throw error
    const field = error.code.startsWith('passphrase') ? 'passphrase' : 'keyFile'
    return { problem: { field, code: error.code, values: error.values } }
  }
}

export async function takeNewKey({
  values,
}: FormState): Promise<Taken<{ readonly key: SigningKey; readonly pem: string }>> {
  const { newPassphrase = '', repeat } = values
  if (newPassphrase.length < SHORTEST_PASSPHRASE)
    return { problem: { field: 'newPassphrase', code: 'passphraseShort' } }
  if (newPassphrase !== repeat) return { problem: { field: 'repeat', code: 'passphraseDiffers' } }
  return { value: await makeKey(newPassphrase) }
}
