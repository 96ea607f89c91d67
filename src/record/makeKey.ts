import { createCipheriv, generateKeyPairSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import { toPem, type KeyKind } from './keys.js'

export interface KeyFiles {
  /** PEM, PKCS#8, encrypted with the passphrase. */
  readonly privateKey: string
  /** PEM, SubjectPublicKeyInfo. */
  readonly publicKey: string
}

/** Of PBKDF2-HMAC-SHA256, as OWASP's Password Storage Cheat Sheet has it since 2023. OpenSSL's own 2,048 are guessed through in no time. */
export const ITERATIONS = 600_000

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

/**
 * EncryptedPrivateKeyInfo with PBES2: PBKDF2-HMAC-SHA256 and AES-256-CBC, which OpenSSL, Node and WebCrypto all have. Written here because
 * Node cannot be told the number of iterations.
 * @see RFC 8018, sections 6.2 and A.4; RFC 5958, section 3
 */
function encrypt(pkcs8: Uint8Array, passphrase: string): Uint8Array {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(Buffer.from(passphrase, 'utf8'), salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()])
  const derivation = sequence(
    OID.pbkdf2,
    sequence(octets(salt), integer(ITERATIONS), sequence(OID.hmacWithSha256, NULL)),
  )
  const encryption = sequence(OID.aes256Cbc, octets(iv))
  return sequence(sequence(OID.pbes2, sequence(derivation, encryption)), octets(encrypted))
}

const OID = {
  pbes2: Buffer.from('06092a864886f70d01050d', 'hex'),
  pbkdf2: Buffer.from('06092a864886f70d01050c', 'hex'),
  hmacWithSha256: Buffer.from('06082a864886f70d0209', 'hex'),
  aes256Cbc: Buffer.from('060960864801650304012a', 'hex'),
} as const
const NULL = Buffer.from('0500', 'hex')

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function octets(bytes: Uint8Array): Buffer {
  return tagged(0x04, bytes)
}

function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return tagged(0x02, bytes[0]! < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))
}

/** Lengths of DER: one byte below 128, else their number of bytes first. */
function tagged(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(head), content])
}
