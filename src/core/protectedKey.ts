import {
  fromHex,
  isOid,
  readElements,
  readInside,
  TAG,
  toHex,
  writeElement,
  writeInteger,
  type Bytes,
  type Element,
} from './der.js'

/** A private key under a passphrase, taken apart: PKCS#8 EncryptedPrivateKeyInfo with PBES2 (RFC 5958, section 3; RFC 8018, sections 6.2 and A.4). */
export interface ProtectedKey {
  readonly salt: Bytes
  readonly iterations: number
  /** Of PBKDF2's HMAC. */
  readonly hash: Hash
  /** Of AES-CBC. */
  readonly keyBits: number
  readonly iv: Bytes
  readonly encrypted: Bytes
}

type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** Of PBKDF2-HMAC-SHA256, as OWASP's Password Storage Cheat Sheet has it since 2023. OpenSSL's own 2,048 are guessed through in no time. */
export const ITERATIONS = 600_000
/** Far beyond what anybody chooses; more would only keep the machine busy. */
const MOST_ITERATIONS = 20_000_000

/** With PBKDF2-HMAC-SHA256 and AES-256-CBC, which OpenSSL, Node and WebCrypto all have. */
export function writeProtectedKey({ salt, iv, encrypted }: Pick<ProtectedKey, 'salt' | 'iv' | 'encrypted'>): Bytes {
  const iterations = writeInteger(fromHex(ITERATIONS.toString(16).padStart(8, '0')))
  const derivation = sequence(
    oid(PBKDF2),
    sequence(
      writeElement(TAG.octets, salt),
      iterations,
      sequence(oid(HASH_OIDS['SHA-256']), writeElement(TAG.nothing)),
    ),
  )
  const encryption = sequence(oid(AES_OIDS[256]), writeElement(TAG.octets, iv))
  return sequence(sequence(oid(PBES2), sequence(derivation, encryption)), writeElement(TAG.octets, encrypted))
}

/** Null where it is protected in another way; throws a SyntaxError for what is no protected key at all. */
export function readProtectedKey(der: Uint8Array): ProtectedKey | null {
  const [algorithm, encrypted] = expect(readInside(der), [TAG.sequence, TAG.octets])
  const [scheme, parameters] = readElements(algorithm!.content)
  if (!isOid(scheme, PBES2) || parameters?.tag !== TAG.sequence) return null
  const [derivation, encryption] = expect(readElements(parameters.content), [TAG.sequence, TAG.sequence])
  const [kdf, kdfParameters] = readElements(derivation!.content)
  const [cipher, iv] = readElements(encryption!.content)
  const keyBits = [128, 192, 256].find((bits) => isOid(cipher, AES_OIDS[bits as keyof typeof AES_OIDS]))
  if (!isOid(kdf, PBKDF2) || kdfParameters?.tag !== TAG.sequence || keyBits === undefined) return null
  const [salt, iterations, ...rest] = readElements(kdfParameters.content)
  const prf = rest.find(({ tag }) => tag === TAG.sequence)
  const hash = prf === undefined ? 'SHA-1' : hashOf(readElements(prf.content)[0])
  if (salt?.tag !== TAG.octets || iterations?.tag !== TAG.integer || iv?.tag !== TAG.octets || hash === null)
    return null
  const count = Number.parseInt(toHex(iterations.content), 16)
  if (!(count >= 1 && count <= MOST_ITERATIONS)) return null
  return { salt: salt.content, iterations: count, hash, keyBits, iv: iv.content, encrypted: encrypted!.content }
}

const PBES2 = '2a864886f70d01050d'
const PBKDF2 = '2a864886f70d01050c'
const HASH_OIDS: Readonly<Record<Hash, string>> = {
  'SHA-1': '2a864886f70d0207',
  'SHA-256': '2a864886f70d0209',
  'SHA-384': '2a864886f70d020a',
  'SHA-512': '2a864886f70d020b',
}
const AES_OIDS = { 128: '608648016503040102', 192: '608648016503040116', 256: '60864801650304012a' } as const

function hashOf(element: Element | undefined): Hash | null {
  const hashes: readonly Hash[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']
  return hashes.find((hash) => isOid(element, HASH_OIDS[hash])) ?? null
}

function expect(elements: readonly Element[], tags: readonly number[]): readonly Element[] {
  if (elements.length !== tags.length || elements.some(({ tag }, i) => tag !== tags[i]))
    throw new SyntaxError('not a private key under a passphrase (PKCS#8)')
  return elements
}

const oid = (hex: string): Bytes => writeElement(TAG.oid, fromHex(hex))
const sequence = (...parts: readonly Uint8Array[]): Bytes => writeElement(TAG.sequence, ...parts)
