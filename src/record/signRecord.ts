import {
  completeStatement,
  continueStatement,
  type Decided,
  type Draft,
  type Signer,
} from '../core/completeStatement.js'
import { statementBytes, statementSchema, type Signatory, type Statement } from '../core/statement.js'
import { digestEnvelope, signPayload, type Envelope } from './envelope.js'
import type { SigningKey } from './keys.js'
import { requireShape } from './requireShape.js'
import type { Entry } from './readRecord.js'

/** The first signature of a record. */
export function startRecord(draft: Draft, decided: Decided, signer: Signer, key: SigningKey): Envelope {
  return sign(completeStatement(draft, decided, { signatory: signatoryOf(signer, key), previous: null }), key)
}

/** One more signature: of the same decision on the same files, by somebody else, bound to all that stands before. */
export function continueRecord(entries: readonly Entry[], signer: Signer, key: SigningKey): Envelope {
  const last = entries.at(-1)
  if (last === undefined) throw new Error('bug: a record without a signature cannot be continued')
  const { statement, envelope } = last
  return sign(
    continueStatement(statement, { signatory: signatoryOf(signer, key), previous: digestEnvelope(envelope) }),
    key,
  )
}

function signatoryOf(signer: Signer, { publicKey }: SigningKey): Signatory {
  return { ...signer, publicKey: Buffer.from(publicKey.spki).toString('base64') }
}

/** Checked before it is signed: what could not be read again is not signed either. */
function sign(statement: Statement, key: SigningKey): Envelope {
  return signPayload(statementBytes(requireShape(statementSchema, statement)), key)
}
