import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/core/digest.js'
import { checkSignatures, signPayload } from '../../src/record/envelope.js'
import { readPrivateKey, readPublicKey } from '../../src/record/keys.js'
import { ITERATIONS } from '../../src/core/protectedKey.js'
import { makeKey } from '../../src/record/makeKey.js'

const PASSPHRASE = 'une phrase de passe, çà et là'

describe.each(['ed25519', 'ecdsa-p256'] as const)('a new key (%s)', (kind) => {
  const files = makeKey(kind, PASSPHRASE)

  it('opens with its passphrase only, by the standard means of OpenSSL', () => {
    const key = createPrivateKey({ key: files.privateKey, passphrase: PASSPHRASE })
    expect(createPublicKey(key).export({ type: 'spki', format: 'pem' })).toBe(files.publicKey)
    expect(() => readPrivateKey(files.privateKey, 'client.key', 'another phrase')).toThrow(
      'client.key does not open with this passphrase.',
    )
    expect(() => readPrivateKey(files.privateKey, 'client.key', null)).toThrow('protected by a passphrase')
  })

  it('is wrapped as RFC 8018 lays it out, with the iterations that guessing must pay for', () => {
    const der = Buffer.from(files.privateKey.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64').toString('hex')
    // PBES2; PBKDF2 with a salt of 16 bytes, INTEGER 600,000 = 0x0927c0, HMAC-SHA-256; AES-256-CBC with its IV of 16 bytes.
    expect(der).toMatch(
      /06092a864886f70d01050d.*06092a864886f70d01050c30..0410[0-9a-f]{32}02030927c0300c06082a864886f70d02090500.*060960864801650304012a0410/,
    )
    expect(ITERATIONS).toBe(0x0927c0)
  })

  it('signs what its public half proves, and is known by the SHA-256 of that half', () => {
    const key = readPrivateKey(files.privateKey, 'client.key', PASSPHRASE)
    const publicKey = readPublicKey(files.publicKey, 'client.pub')
    const der = Buffer.from(files.publicKey.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64')
    expect(publicKey.fingerprint).toBe(sha256(der))
    expect(publicKey.kind).toBe(kind)
    const envelope = signPayload(Buffer.from('{}'), key)
    expect(envelope.signatures[0]!.keyid).toBe(sha256(der))
    expect(checkSignatures(envelope, [publicKey])).toMatchObject([{ status: 'valid' }])
    const other = readPublicKey(makeKey(kind, PASSPHRASE).publicKey, 'other.pub')
    expect(checkSignatures(envelope, [other])).toMatchObject([{ status: 'unknown-key' }])
    const nameless = { ...envelope, signatures: [{ sig: envelope.signatures[0]!.sig }] }
    expect(checkSignatures(nameless, [other, publicKey])).toMatchObject([{ status: 'valid' }])
    expect(checkSignatures(nameless, [other])).toMatchObject([{ status: 'invalid' }])
  })
})

describe('a key that will not do', () => {
  const pem = (pair: { privateKey: { export(options: object): unknown } }): string =>
    String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const { privateKey, publicKey } = makeKey('ed25519', PASSPHRASE)

  it('is of another kind: RSA, or another curve', () => {
    const rsa = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }))
    const p384 = pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }))
    expect(() => readPrivateKey(rsa, 'old.key', null)).toThrow(/old\.key is a key of another kind: rsa\. .*Ed25519/)
    expect(() => readPrivateKey(p384, 'old.key', null)).toThrow(/another kind: ec secp384r1/)
  })

  it('is the other half of the pair, or no key at all', () => {
    expect(() => readPrivateKey(publicKey, 'client.pub', null)).toThrow('client.pub is a public key')
    expect(() => readPublicKey(privateKey, 'client.key')).toThrow('client.key is a private key')
    expect(() => readPrivateKey('hello', 'notes.txt', null)).toThrow('not a private key in PEM')
    expect(() => readPublicKey('hello', 'notes.txt')).toThrow('not a public key in PEM')
    const cut = privateKey.replace(/\n[^\n]+\n-----END/, '\n-----END')
    expect(() => readPrivateKey(cut, 'client.key', PASSPHRASE)).toThrow('client.key is not a private key in PEM')
  })
})
