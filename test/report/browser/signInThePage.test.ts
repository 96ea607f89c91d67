import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import { assert, nat, property, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readElements } from '../../../src/core/der.js'
import { makeKey as makeKeyFiles } from '../../../src/record/makeKey.js'
import { readPrivateKey } from '../../../src/record/keys.js'
import { startRecord } from '../../../src/record/signRecord.js'
import { verifyRecord } from '../../../src/record/verifyRecord.js'
import { writeRecord as writeRecordFile } from '../../../src/record/readRecord.js'
import { fromDerSignature, toDerSignature } from '../../../src/report/browser/ecdsa.js'
import { makeKey, openKey, signBytes, verifyBytes, type SigningKey } from '../../../src/report/browser/key.js'
import { addSignature, readRecord, writeRecord } from '../../../src/report/browser/record.js'
import { AGENCY, CLIENT, DECIDED, draft, entriesOf, newKey, NOW } from '../../record/records.js'

/** The page's own code, run by Node's WebCrypto, against the terminal's, which is Node's OpenSSL. */

const PASSPHRASE = 'une phrase de passe, çà et là'
const DATA = Uint8Array.from(Buffer.from('what is signed'))

describe('a key made in the page', () => {
  it('opens with OpenSSL and its passphrase, and proves what it signs', async () => {
    const { key, pem } = await makeKey(PASSPHRASE)
    const opened = readPrivateKey(pem, 'made.key', PASSPHRASE)
    expect(opened.publicKey.fingerprint).toBe(key.fingerprint)
    expect(verify(null, DATA, opened.publicKey.object, await signBytes(key, DATA))).toBe(true)
    expect(() => readPrivateKey(pem, 'made.key', 'une autre phrase')).toThrow('does not open')
  })
})

describe('a key from the terminal', () => {
  it.each(['ed25519', 'ecdsa-p256'] as const)('signs in the page as it does there (%s)', async (kind) => {
    const files = makeKeyFiles(kind, PASSPHRASE)
    const key = await openKey(files.privateKey, PASSPHRASE)
    const publicKey = createPublicKey(files.publicKey)
    const signature = await signBytes(key, DATA)
    expect(verify(kind === 'ed25519' ? null : 'sha256', DATA, publicKey, signature)).toBe(true)
    expect(await verifyBytes(key.spki, signature, DATA)).toBe(true)
    signature[signature.length - 1]! ^= 1
    expect(await verifyBytes(key.spki, signature, DATA)).toBe(false)
  })

  it.each([
    ['by OpenSSL’s own choice of iterations', { cipher: 'aes-256-cbc' }],
    ['with a shorter key', { cipher: 'aes-128-cbc' }],
  ])('opens however OpenSSL protected it: %s', async (_, { cipher }) => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher, passphrase: PASSPHRASE }).toString()
    expect((await openKey(pem, PASSPHRASE)).spki).toHaveLength(44)
  })

  it('says what else the file is, and that the passphrase is wrong', async () => {
    const files = makeKeyFiles('ed25519', PASSPHRASE)
    const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
    const rsa = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
    const p384 = pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)
    const sec1 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' })
    const cases: readonly (readonly [string, string, string])[] = [
      [files.privateKey, 'another', 'passphraseWrong'],
      [files.privateKey, '', 'passphraseMissing'],
      [files.publicKey, PASSPHRASE, 'keyIsPublic'],
      [rsa, '', 'keyKind'],
      [p384, '', 'keyKind'],
      [sec1.toString(), '', 'keyForm'],
      ['hello', '', 'keyUnreadable'],
      [files.privateKey.replace(/^M.{20}/m, 'MIGbAAAAAAAAAAAAAAAAA'), PASSPHRASE, 'keyUnreadable'],
    ]
    for (const [text, passphrase, code] of cases)
      await expect(openKey(text, passphrase), code).rejects.toMatchObject({ code })
  })

  it('is never taken for a key when it was opened with a wrong passphrase, even where the padding happens to fit', async () => {
    // Of 600 wrong passphrases two or three decrypt to something: 1 in 256 ends in bytes that look like padding.
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
      .toString()
    for (let i = 0; i < 600; i++)
      await expect(openKey(pem, `wrong ${i}`)).rejects.toMatchObject({ code: 'passphraseWrong' })
  })
})

describe('a signature of P-256', () => {
  it('is the same numbers in WebCrypto’s form and in DER', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    for (let i = 0; i < 50; i++) {
      const raw = Uint8Array.from(sign('sha256', randomBytes(20), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }))
      expect(fromDerSignature(toDerSignature(raw))).toEqual(raw)
    }
    // Leading zeros, and a first bit that is set.
    assert(
      property(uint8Array({ minLength: 64, maxLength: 64 }), nat(31), (bytes, zeros) => {
        const raw = Uint8Array.from(bytes).fill(0, 0, zeros)
        expect(fromDerSignature(toDerSignature(raw))).toEqual(raw)
      }),
      { seed: 1 },
    )
  })

  it('that is cut off anywhere is no signature', () => {
    const der = toDerSignature(Uint8Array.from({ length: 64 }, (_, i) => i + 100))
    for (let length = 1; length < der.length; length++)
      expect(() => readElements(der.subarray(0, length))).toThrow(SyntaxError)
  })
})

describe('a record signed in the page', () => {
  const signAs = async (key: SigningKey, entries: Parameters<typeof addSignature>[0] = []) =>
    addSignature(entries, { draft: draft(), decided: DECIDED, signer: entries.length === 0 ? CLIENT : AGENCY, key })

  it('is what the terminal verifies, signature after signature, whoever signed before', async () => {
    const client = (await makeKey(PASSPHRASE)).key
    const agency = newKey('ecdsa-p256')
    const started = startRecord(draft(), DECIDED, AGENCY, agency)
    const loaded = await readRecord(writeRecordFile([started]), draft())
    const text = writeRecord(await signAs(client, loaded))
    const entries = entriesOf(
      ...text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    )
    const checks = verifyRecord(entries, [], NOW)
    expect(checks.filter(({ status }) => status === 'broken')).toEqual([])
    expect(checks.filter(({ code }) => code === 'signed-unconfirmed')).toHaveLength(2)
    expect(checks.some(({ code }) => code === 'follows')).toBe(true)
  })

  it('is refused when it is of another report, was changed, or is no record', async () => {
    const entries = await signAs((await makeKey(PASSPHRASE)).key)
    const both = await signAs((await makeKey(PASSPHRASE)).key, entries)
    const text = writeRecord(both)
    const other = {
      ...draft(),
      subject: draft().subject.map((one) => ({ ...one, digest: { sha256: '0'.repeat(64) } })),
    }
    await expect(readRecord(text, other)).rejects.toMatchObject({ code: 'recordOther' })
    const lines = text.trim().split('\n')
    await expect(readRecord(lines[1]!, draft())).rejects.toMatchObject({ code: 'recordBroken' })
    const forged = JSON.parse(lines[0]!)
    forged.payload = Buffer.from(Buffer.from(forged.payload, 'base64').toString().replace('minor', 'major')).toString(
      'base64',
    )
    await expect(readRecord(JSON.stringify(forged), draft())).rejects.toMatchObject({ code: 'recordBroken' })
    for (const nothing of [
      '',
      '{}',
      'hello',
      '[1]',
      '{"payloadType":"application/vnd.in-toto+json","signatures":[{}]}',
    ])
      await expect(readRecord(nothing, draft())).rejects.toMatchObject({ code: 'recordUnreadable' })
  })
})
