import { usageError } from '../../core/errors.js'
import { spaced } from '../../core/recordRules.js'
import { isEncrypted, readPrivateKey, readPublicKey, type SigningKey } from '../../record/keys.js'
import type { TrustedKey } from '../../record/verifyRecord.js'
import { readGivenFile } from '../readGivenFile.js'
import { givenPassphrase } from './passphrase.js'

/** Where a private key is looked for when no file is named. */
const VARIABLE = 'RECETTE_KEY'

/** The key that signs: a file, `env:NAME`, or the variable RECETTE_KEY. */
export async function signingKey(given: string | undefined): Promise<SigningKey> {
  const { pem, named } = await pemOf(given)
  return readPrivateKey(pem, named, isEncrypted(pem) ? await givenPassphrase(named) : null)
}

/** What `--key` of a check names: a public key's file, or a fingerprint that was read from paper. */
export async function trustedKey(given: string): Promise<TrustedKey> {
  const fingerprint = given
    .replace(/^sha256:/i, '')
    .replace(/[\s:-]/g, '')
    .toLowerCase()
  if (/^[0-9a-f]{64}$/.test(fingerprint)) return { named: spaced(fingerprint), fingerprint, key: null }
  const key = readPublicKey(await readText(given, 'the public key'), given)
  return { named: given, fingerprint: key.fingerprint, key }
}

async function pemOf(given: string | undefined): Promise<{ readonly pem: string; readonly named: string }> {
  const variable = given === undefined ? VARIABLE : given.startsWith('env:') ? given.slice(4) : null
  if (variable === null) return { pem: await readText(given!, 'the key'), named: given! }
  const pem = process.env[variable]
  if (pem !== undefined && pem !== '') return { pem, named: `The key in ${variable}` }
  throw usageError(
    'KEY_MISSING',
    given === undefined ? 'No key is given to sign with.' : `The environment variable ${variable} is empty or not set.`,
    `Name its file with --key, or put it into the environment variable ${variable}. \`recette keygen\` makes one.`,
  )
}

async function readText(path: string, what: string): Promise<string> {
  const bytes = await readGivenFile(path, {
    code: 'KEY_UNREADABLE',
    what: `${path} cannot be read as ${what}`,
    hint: 'Check the name of the file; `recette keygen NAME` writes NAME.key and NAME.pub.',
  })
  return bytes.toString('utf8')
}
