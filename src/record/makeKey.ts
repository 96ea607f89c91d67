import { createCipheriv, generateKeyPairSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import { concat } from '../core/der.js'
import { ITERATIONS, writeProtectedKey } from '../core/protectedKey.js'
import { toPem, type KeyKind } from './keys.js'

export interface KeyFiles {
  /** PEM, PKCS#8, encrypted with the passphrase. */
  readonly privateKey: string
  /** PEM, SubjectPublicKeyInfo. */
  readonly publicKey: string
}

/** A new key whose private half opens with `passphrase` only. */
export function makeKey(kind: KeyKind, passphrase: string): KeyFiles {
  const { publicKey, privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const encrypted = encrypt(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase)
  return {
    privateKey: toPem('ENCRYPTED PRIVATE KEY', encrypted),
    publicKey: toPem('PUBLIC KEY', publicKey.export({ type: 'spki', format: 'der' })),
  }
}

/** By Node's own means; `core/protectedKey.ts` lays it out, as Node cannot be told the number of iterations. */
function encrypt(pkcs8: Uint8Array, passphrase: string): Uint8Array {
  const salt = Uint8Array.from(randomBytes(16))
  const iv = Uint8Array.from(randomBytes(16))
  const key = pbkdf2Sync(Buffer.from(passphrase, 'utf8'), salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return writeProtectedKey({ salt, iv, encrypted: concat([cipher.update(pkcs8), cipher.final()]) })
}
