import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { usageError } from '../../core/errors.js'
import { SHORTEST_PASSPHRASE } from '../../core/recordRules.js'

const VARIABLE = 'RECETTE_PASSPHRASE'

/** The passphrase of a key that is there: from the environment, else asked for on a terminal; null where nobody can be asked. */
export async function givenPassphrase(of: string): Promise<string | null> {
  const given = process.env[VARIABLE]
  if (given !== undefined) return given
  return process.stdin.isTTY ? ask(`Passphrase of ${of}: `) : null
}

/** One for a new key: asked for twice, as it is not seen while it is typed. */
export async function newPassphrase(): Promise<string> {
  const given = process.env[VARIABLE]
  if (given !== undefined) return longEnough(given)
  if (!process.stdin.isTTY)
    throw usageError(
      'PASSPHRASE_MISSING',
      'A new key needs a passphrase, and there is no terminal to ask for it.',
      `Put it into the environment variable ${VARIABLE}.`,
    )
  const first = longEnough(await ask('Passphrase for the new key: '))
  if ((await ask('The same again: ')) === first) return first
  throw usageError('PASSPHRASE_DIFFERS', 'The two passphrases are not the same.', 'Run the command again.')
}

function longEnough(passphrase: string): string {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return passphrase
  throw usageError(
    'PASSPHRASE_SHORT',
    `The passphrase has ${passphrase.length} characters; ${SHORTEST_PASSPHRASE} are the least.`,
    'Take a sentence that you will remember: whoever has the file and the passphrase signs in your name.',
  )
}

/** Nothing of it is shown. Ctrl-C ends the command, as everywhere. */
async function ask(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(question)
  try {
    return await new Promise((resolve, reject) => {
      reader.question('', resolve)
      reader.once('SIGINT', () => reject(new DOMException('interrupted', 'AbortError')))
      reader.once('close', () =>
        reject(usageError('PASSPHRASE_MISSING', 'No passphrase was given.', `Type it, or set ${VARIABLE}.`)),
      )
    })
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}
