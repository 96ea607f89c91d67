import { isOid, readElements, readInside, TAG, type Bytes } from '../../core/der.js'
import { ITERATIONS, readProtectedKey, writeProtectedKey } from '../../core/protectedKey.js'
import { fromPem, sha256, toPem, utf8 } from './bytes.js'
import { fromDerSignature, toDerSignature } from './ecdsa.js'
import { SigningError } from './problem.js'

export interface SigningKey {
  readonly privateKey: CryptoKey
  readonly spki: Bytes
  /** SHA-256 of `spki`: what is told on the telephone. */
  readonly fingerprint: string
}

const ED25519 = { name: 'Ed25519' } as const
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const

/** A new key, and its file under the passphrase: Ed25519, or ECDSA P-256 where the browser has not got it yet. */
export async function makeKey(passphrase: string): Promise<{ readonly key: SigningKey; readonly pem: string }> {
  const { privateKey, publicKey } = await generate()
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(16))
  const aes = await deriveAes(passphrase, { salt, iterations: ITERATIONS, hash: 'SHA-256', keyBits: 256 }, 'encrypt')
  const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, aes, pkcs8))
  const pem = toPem('ENCRYPTED PRIVATE KEY', writeProtectedKey({ salt, iv, encrypted }))
  return { key: await signingKey(privateKey, publicKey), pem }
}

/** The private key in a PEM file (PKCS#8, under a passphrase or not). Throws a SigningError that says what the file is instead. */
export async function openKey(text: string, passphrase: string): Promise<SigningKey> {
  const block = fromPem(text)
  if (block === null) throw new SigningError('keyUnreadable')
  if (block.label === 'PUBLIC KEY' || block.label === 'CERTIFICATE') throw new SigningError('keyIsPublic')
  if (block.label === 'PRIVATE KEY') return importKey(block.der, kindOf(block.der))
  if (block.label !== 'ENCRYPTED PRIVATE KEY') throw new SigningError('keyForm', { form: block.label })
  if (passphrase === '') throw new SigningError('passphraseMissing')
  const pkcs8 = await unlock(block.der, passphrase)
  // One wrong passphrase in 256 gives bytes that look decrypted: what is no key then was opened with a wrong one.
  const kind = attempt(() => kindOf(pkcs8), 'passphraseWrong')
  return importKey(pkcs8, kind)
}

export async function signBytes({ privateKey }: SigningKey, bytes: Bytes): Promise<Bytes> {
  if (privateKey.algorithm.name !== 'ECDSA') return new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, bytes))
  return toDerSignature(new Uint8Array(await crypto.subtle.sign(ECDSA, privateKey, bytes)))
}

export async function verifyBytes(spki: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean> {
  try {
    const isEd25519 = spki.length === 44
    const key = await crypto.subtle.importKey('spki', spki, isEd25519 ? ED25519 : P256, true, ['verify'])
    return isEd25519
      ? await crypto.subtle.verify(ED25519, key, signature, bytes)
      : await crypto.subtle.verify(ECDSA, key, fromDerSignature(signature), bytes)
  } catch {
    // What is no key, or no signature, proves nothing.
    return false
  }
}

async function generate(): Promise<CryptoKeyPair> {
  try {
    return await crypto.subtle.generateKey(ED25519, true, ['sign', 'verify'])
  } catch {
    return crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  }
}

async function unlock(der: Bytes, passphrase: string): Promise<Bytes> {
  const locked = attempt(() => readProtectedKey(der), 'keyUnreadable')
  if (locked === null) throw new SigningError('keyProtection')
  const aes = await deriveAes(passphrase, locked, 'decrypt')
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: locked.iv }, aes, locked.encrypted))
  } catch {
    throw new SigningError('passphraseWrong')
  }
}

async function deriveAes(
  passphrase: string,
  { salt, iterations, hash, keyBits }: { salt: Bytes; iterations: number; hash: string; keyBits: number },
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  try {
    const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey'])
    const pbkdf2 = { name: 'PBKDF2', salt, iterations, hash }
    return await crypto.subtle.deriveKey(pbkdf2, secret, { name: 'AES-CBC', length: keyBits }, false, [use])
  } catch {
    throw new SigningError('keyProtection')
  }
}

type Kind = typeof ED25519 | typeof P256

/** By the algorithm that PKCS#8 names (RFC 5958, RFC 8410, RFC 5480). Throws a SyntaxError for what is no PKCS#8. */
function kindOf(pkcs8: Bytes): Kind | string {
  const [version, algorithm, secret] = readInside(pkcs8)
  if (version?.tag !== TAG.integer || algorithm?.tag !== TAG.sequence || secret?.tag !== TAG.octets)
    throw new SyntaxError('no PKCS#8')
  const [name, curve] = readElements(algorithm.content)
  if (isOid(name, '2b6570')) return ED25519
  if (isOid(name, '2a8648ce3d0201')) return isOid(curve, '2a8648ce3d030107') ? P256 : 'EC'
  return isOid(name, '2a864886f70d010101') ? 'RSA' : '?'
}

async function importKey(pkcs8: Bytes, kind: Kind | string): Promise<SigningKey> {
  if (typeof kind === 'string') throw new SigningError('keyKind', { kind })
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, kind, true, ['sign'])
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', privateKey)
    const half = { kty: kty!, crv: crv!, x: x!, ...(y === undefined ? {} : { y }) }
    return await signingKey(privateKey, await crypto.subtle.importKey('jwk', half, kind, true, ['verify']))
  } catch {
    throw new SigningError(kind === ED25519 ? 'browserLacksEd25519' : 'keyUnreadable')
  }
}

async function signingKey(privateKey: CryptoKey, publicKey: CryptoKey): Promise<SigningKey> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  return { privateKey, spki, fingerprint: await sha256(spki) }
}

function attempt<Value>(work: () => Value, code: string): Value {
  try {
    return work()
  } catch {
    throw new SigningError(code)
  }
}
