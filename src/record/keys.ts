import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { RecetteError, usageError } from '../core/errors.js'
import { sha256 } from '../core/digest.js'

/** Ed25519 (RFC 8032), or ECDSA over P-256 with SHA-256, where a browser or a smart card has nothing else. */
export type KeyKind = 'ed25519' | 'ecdsa-p256'

export interface PublicKey {
  readonly kind: KeyKind
  /** DER of the SubjectPublicKeyInfo (RFC 5480, RFC 8410). */
  readonly spki: Uint8Array
  /** SHA-256 of `spki`, lower-case hex: what is compared by telephone, on paper or in an e-mail. */
  readonly fingerprint: string
  readonly object: KeyObject
}

export interface SigningKey {
  readonly object: KeyObject
  readonly publicKey: PublicKey
}

/** A private key in PEM (PKCS#8, encrypted or not). `named` is how messages call it, such as the file's name. */
export function readPrivateKey(pem: string, named: string, passphrase: string | null): SigningKey {
  if (/-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(pem))
    throw usageError(
      'KEY_IS_PUBLIC',
      `${named} is a public key; what signs is the private one.`,
      'Give the file that `recette keygen` wrote beside it, without .pub.',
    )
  if (isEncrypted(pem) && passphrase === null)
    throw usageError(
      'KEY_PASSPHRASE_MISSING',
      `${named} is protected by a passphrase, and none was given.`,
      'Run on a terminal to be asked for it, or put it into the environment variable RECETTE_PASSPHRASE.',
    )
  let object: KeyObject
  try {
    object = createPrivateKey({ key: pem, ...(isEncrypted(pem) ? { passphrase: passphrase ?? '' } : {}) })
  } catch (cause) {
    if (isEncrypted(pem) && !isMalformed(cause))
      throw usageError(
        'KEY_PASSPHRASE_WRONG',
        `${named} does not open with this passphrase.`,
        'Type it again (mind the keyboard’s language), or look into RECETTE_PASSPHRASE. A lost passphrase cannot be recovered: make a new key with `recette keygen` and tell its fingerprint to the others.',
      )
    throw usageError(
      'KEY_UNREADABLE',
      `${named} is not a private key in PEM (PKCS#8).`,
      'Make one with `recette keygen`, or convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW',
    )
  }
  return { object, publicKey: publicKeyOf(createPublicKey(object), named) }
}

/** A public key in PEM. */
export function readPublicKey(pem: string, named: string): PublicKey {
  if (/-----BEGIN (ENCRYPTED |EC |RSA )?PRIVATE KEY-----/.test(pem))
    throw usageError(
      'KEY_IS_PRIVATE',
      `${named} is a private key: to check a signature takes the public one, and nobody but its owner should have this.`,
      'Give the .pub file that `recette keygen` wrote beside it.',
    )
  try {
    return publicKeyOf(createPublicKey(pem), named)
  } catch (cause) {
    if (cause instanceof RecetteError) throw cause
    throw usageError(
      'KEY_UNREADABLE',
      `${named} is not a public key in PEM (it would begin with -----BEGIN PUBLIC KEY-----).`,
      'Give the .pub file that `recette keygen` wrote, or that the signer saved.',
    )
  }
}

/** The key that a record or a seal carries: base64 of the DER of its SubjectPublicKeyInfo, in the one form it has; null for anything else. */
export function embeddedKey(base64: string): PublicKey | null {
  const spki = Buffer.from(base64, 'base64')
  try {
    const key = publicKeyOf(createPublicKey({ key: spki, format: 'der', type: 'spki' }), 'The key in the file')
    return spki.equals(key.spki) ? key : null
  } catch {
    return null
  }
}

export function isEncrypted(pem: string): boolean {
  return pem.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----')
}

export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function publicKeyOf(given: KeyObject, named: string): PublicKey {
  const kind = kindOf(given)
  if (kind === null)
    throw usageError(
      'KEY_KIND',
      `${named} is a key of another kind: ${describe(given)}. Records are signed with Ed25519 or ECDSA over P-256.`,
      'Make a key with `recette keygen` (or `recette keygen --ecdsa`).',
    )
  // Through JWK, so that one key has one encoding, and so one fingerprint, however the point was written.
  const object = createPublicKey({ key: given.export({ format: 'jwk' }), format: 'jwk' })
  const spki = object.export({ type: 'spki', format: 'der' })
  return { kind, spki, fingerprint: sha256(spki), object }
}

function kindOf(key: KeyObject): KeyKind | null {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519'
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ecdsa-p256'
  return null
}

function describe({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  return [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter(Boolean).join(' ')
}

/** OpenSSL tells a file that is no PKCS#8 from one that does not decrypt: only the latter has anything to do with the passphrase. */
function isMalformed(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /ASN1|NO_START_LINE|UNSUPPORTED/.test(String(cause.code))
}
