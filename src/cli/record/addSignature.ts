import type { Signer } from '../../core/completeStatement.js'
import { usageError, type RecetteError } from '../../core/errors.js'
import { checkSignatures, type Envelope } from '../../record/envelope.js'
import type { Entry } from '../../record/readRecord.js'
import { continueRecord } from '../../record/signRecord.js'
import { verifyRecord } from '../../record/verifyRecord.js'
import { inert } from '../../report/terminalText.js'
import type { SignOptions } from '../commands/sign.js'
import { signingKey } from './keyFiles.js'
import type { SignedInputs } from './readInputs.js'
import { checkSentence } from './renderRecord.js'

/** What decides, and so cannot be said a second time. */
const DECIDING = ['reason', 'reservation', 'waive', 'participant', 'validUntil'] as const

/** One more signature on a record that is good so far: of the same decision, on the same files, by another key. */
export async function addSignature(
  before: readonly Entry[],
  given: {
    readonly file: string
    readonly inputs: SignedInputs | null
    readonly options: SignOptions
    readonly signer: Signer
  },
): Promise<Envelope> {
  const { file, inputs, options, signer } = given
  const { subject, predicate } = before[0]!.statement
  const { decision } = predicate.acceptance
  const other = `To decide otherwise, sign a record of its own: --record FILE.`
  if (options.decision !== undefined && options.decision !== decision)
    throw refuse(
      'DECISION_CONTRADICTS',
      `${file} holds the decision "${decision}" of ${predicate.signatory.name}; yours, "${options.decision}", contradicts it.`,
      other,
    )
  const deciding = DECIDING.find((name) => options[name] !== undefined)
  if (deciding !== undefined)
    throw refuse(
      'DECISION_TAKEN',
      `${file} holds a decision already, which is signed as it is: ${deciding} cannot be added to it.`,
      `Leave it out to sign what ${predicate.signatory.name} decided. ${other}`,
    )
  const signed = subject.find(({ name }) => name === 'result.json')?.digest['sha256']
  if (inputs !== null && signed !== inputs.resultSha256)
    throw refuse('RECORD_OF_ANOTHER', `${file} is the record of another result than the one beside it.`, other)
  const wrong = verifyRecord(before, [], new Date()).find(({ status }) => status === 'broken')
  if (wrong !== undefined)
    throw refuse(
      'RECORD_BROKEN',
      `${file} does not hold, so there is nothing to add to: ${checkSentence(wrong, 'en')}`,
      'Ask for the record as it was signed.',
    )
  const last = before.at(-1)!.statement.predicate.signatory
  if (Date.parse(signer.date) < Date.parse(last.date))
    throw refuse(
      'CLOCK_BACK',
      `By the clock of this machine it is ${signer.date}, but ${last.name} signed on ${last.date}.`,
      'Set the clock right: a signature dated before the one it follows would not hold.',
    )
  const key = await signingKey(options.key)
  if (
    before.some(({ envelope }) => checkSignatures(envelope, [key.publicKey]).some(({ status }) => status === 'valid'))
  )
    throw refuse(
      'ALREADY_SIGNED',
      `${file} bears a signature of this key already.`,
      'There is nothing more to do with it.',
    )
  return continueRecord(before, signer, key)
}

function refuse(code: string, message: string, hint: string): RecetteError {
  // Names in a record are whatever somebody wrote into it.
  return usageError(code, inert(message), inert(hint))
}
