import { canonicalJson } from '../../core/canonicalJson.js'
import { concat, type Bytes } from '../../core/der.js'
import { PAYLOAD_TYPE } from '../../core/inToto.js'
import type { Statement } from '../../core/statement.js'
import { fromBase64, sha256, toBase64, utf8 } from './bytes.js'
import { signBytes, type SigningKey } from './key.js'

/** @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly { readonly keyid?: string; readonly sig: string }[]
}

export async function signStatement(statement: Statement, key: SigningKey): Promise<Envelope> {
  const payload = utf8(canonicalJson(statement))
  const sig = await signBytes(key, preAuthEncoding(payload))
  return {
    payload: toBase64(payload),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: key.fingerprint, sig: toBase64(sig) }],
  }
}

/** The bytes that a signature of this envelope is over. */
export function signedBytes({ payload }: Envelope): Bytes {
  return preAuthEncoding(fromBase64(payload))
}

/** What the next statement names as `previous`. */
export async function digestEnvelope(envelope: Envelope): Promise<string> {
  return sha256(utf8(canonicalJson(envelope)))
}

function preAuthEncoding(payload: Bytes): Bytes {
  return concat([utf8(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload])
}
