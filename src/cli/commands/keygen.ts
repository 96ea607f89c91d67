import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { usageError } from '../../core/errors.js'
import { spaced } from '../../core/recordRules.js'
import { readPublicKey } from '../../record/keys.js'
import { makeKey } from '../../record/makeKey.js'
import { EXIT } from '../exitCodes.js'
import { newPassphrase } from '../record/passphrase.js'

/** Makes a key: NAME.key, which opens with a passphrase and is readable by its owner alone, and NAME.pub, for everybody else. */
export async function keygen(name: string, options: { ecdsa?: boolean }): Promise<number> {
  const [secret, open] = [`${name}.key`, `${name}.pub`]
  const there = [secret, open].find((path) => existsSync(path))
  if (there !== undefined)
    throw usageError(
      'KEY_EXISTS',
      `${there} is there already, and a key that is written over is lost.`,
      'Give another name, or move the file away yourself.',
    )
  const { privateKey, publicKey } = makeKey(options.ecdsa === true ? 'ecdsa-p256' : 'ed25519', await newPassphrase())
  try {
    await writeFile(secret, privateKey, { mode: 0o600, flag: 'wx' })
    await writeFile(open, publicKey, { flag: 'wx' })
  } catch (cause) {
    throw usageError(
      'KEY_NOT_WRITTEN',
      `The key could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give a name in a folder that is there and can be written to.',
      { cause },
    )
  }
  process.stdout.write(
    [
      `${secret}   yours alone: it signs in your name. Keep a copy where you keep contracts; without its passphrase it is useless, to you too.`,
      `${open}   for the others: it proves what you signed.`,
      'Fingerprint, to be told by telephone or on paper, so that nobody can pass off another key as yours:',
      `  ${spaced(readPublicKey(publicKey, open).fingerprint)}`,
      '',
    ].join('\n'),
  )
  return EXIT.pass
}
