import { dsse } from '@sigstore/core'
import { sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../core/canonicalJson.js'
import { sha256 } from '../core/digest.js'
import { PAYLOAD_TYPE } from '../core/inToto.js'
import { base64Schema } from '../core/statement.js'
import { toPem, type PublicKey, type SigningKey } from './keys.js'

/**
 * A DSSE envelope, and nothing beside: no signature covers what else might stand in it.
 * @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
 */
export const envelopeSchema = z.strictObject({
  payload: base64Schema,
  payloadType: z.literal(PAYLOAD_TYPE),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(200).optional(), sig: base64Schema }))
    .min(1)
    .max(20),
})

export type Envelope = z.infer<typeof envelopeSchema>

export type CheckedSignature =
  | { readonly status: 'valid'; readonly key: PublicKey }
  /** Made with none of the keys that its key id could mean, or over other bytes. */
  | { readonly status: 'invalid'; readonly keyid: string }
  /** Its key id means none of the keys at hand. */
  | { readonly status: 'unknown-key'; readonly keyid: string }

/** Signs bytes of an in-toto statement. ECDSA gives DER, as DSSE implementations take it. */
export function signPayload(payload: Uint8Array, { object, publicKey }: SigningKey): Envelope {
  const sig = sign(digestOf(publicKey), preAuthEncoding(payload), object)
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: publicKey.fingerprint, sig: sig.toString('base64') }],
  }
}

/** Each signature of an envelope against the keys at hand. */
export function checkSignatures(envelope: Envelope, keys: readonly PublicKey[]): readonly CheckedSignature[] {
  const bytes = preAuthEncoding(payloadOf(envelope))
  return envelope.signatures.map(({ keyid = '', sig }) => {
    const meant = keyid === '' ? keys : keys.filter((key) => keyIdsOf(key).includes(keyid))
    if (meant.length === 0) return { status: 'unknown-key', keyid }
    const key = meant.find((one) => verify(digestOf(one), bytes, one.object, Buffer.from(sig, 'base64')))
    return key === undefined ? { status: 'invalid', keyid } : { status: 'valid', key }
  })
}

export function payloadOf({ payload }: Envelope): Uint8Array {
  return Buffer.from(payload, 'base64')
}

/** What a later statement names: SHA-256 of the canonical JSON of the whole envelope, signatures included. */
export function digestEnvelope(envelope: Envelope): string {
  return sha256(canonicalJson(envelope))
}

function preAuthEncoding(payload: Uint8Array): Buffer {
  return dsse.preAuthEncoding(PAYLOAD_TYPE, Buffer.from(payload))
}

/** Ed25519 hashes by itself. */
function digestOf({ kind }: PublicKey): 'sha256' | null {
  return kind === 'ed25519' ? null : 'sha256'
}

/**
 * A key id is a hint that no signature covers, so it must be one that follows from the key: ours is the fingerprint; securesystemslib's
 * (in-toto, TUF) is the SHA-256 of its own description of the key.
 */
function keyIdsOf(key: PublicKey): readonly string[] {
  const [type, scheme, value] =
    key.kind === 'ed25519'
      ? ['ed25519', 'ed25519', Buffer.from(key.spki.slice(-32)).toString('hex')]
      : ['ecdsa', 'ecdsa-sha2-nistp256', toPem('PUBLIC KEY', key.spki)]
  return [key.fingerprint, sha256(`{"keytype":"${type}","keyval":{"public":"${value}"},"scheme":"${scheme}"}`)]
}
