import { describe, expect, it } from 'vitest'
import { overall } from '../../src/record/check.js'
import { signPayload, type Envelope } from '../../src/record/envelope.js'
import type { SigningKey } from '../../src/record/keys.js'
import { readRecord, writeRecord, type Entry } from '../../src/record/readRecord.js'
import { continueRecord, startRecord } from '../../src/record/signRecord.js'
import { statementBytes, type Statement } from '../../src/core/statement.js'
import { verifyRecord } from '../../src/record/verifyRecord.js'
import { unnoticedFlips } from './flippedBits.js'
import { AGENCY, CLIENT, DECIDED, draft, entriesOf, newKey, NOW, signedByTwo, trust } from './records.js'

const client = newKey()
const agency = newKey('ecdsa-p256')
const both = [trust(client, 'client.pub'), trust(agency, 'agency.pub')]

function codes(entries: readonly Entry[], trusted = both, now = NOW): readonly string[] {
  return verifyRecord(entries, trusted, now)
    .filter(({ status }) => status === 'broken' || status === 'open')
    .map(({ status, code }) => `${status}: ${code}`)
}

/** The statement of an entry with a change, signed as if it had been so from the start. */
function resigned({ statement }: Entry, change: (statement: Statement) => void, key: SigningKey): Envelope {
  const copy = structuredClone(statement)
  change(copy)
  return signPayload(statementBytes(copy), key)
}

describe('a record', () => {
  it('signed by the client and the agency holds for whoever has both keys', () => {
    const checks = verifyRecord(entriesOf(...signedByTwo(client, agency)), both, NOW)
    expect(overall(checks)).toBe('holds')
    expect(checks.map(({ code }) => code)).toEqual(['signed', 'signed', 'follows', 'same-decision', 'dates-in-order'])
  })

  it('is not proven to be anybody’s without a key, and says so', () => {
    expect(codes(entriesOf(...signedByTwo(client, agency)), [])).toEqual(['open: nobody-vouches'])
  })

  it('does not hold for the key of somebody who did not sign', () => {
    expect(codes(entriesOf(...signedByTwo(client, agency)), [...both, trust(newKey(), 'third.pub')])).toEqual([
      'broken: not-signed-by',
    ])
  })

  it('misses the first signature, a middle one, and the last of one who was to sign', () => {
    const [first, second] = signedByTwo(client, agency)
    const third = continueRecord(entriesOf(first!, second!), { ...AGENCY, name: 'Ada Durand' }, newKey())
    expect(codes(entriesOf(second!), [both[1]!])).toContain('broken: first-missing')
    expect(codes(entriesOf(first!, third), [both[0]!])).toEqual(['broken: chain-broken'])
    const announced = {
      ...DECIDED,
      participants: [...DECIDED.participants, { name: AGENCY.name, role: null, company: null, signs: true }],
    }
    const [alone] = signedByTwo(client, agency, announced)
    expect(codes(entriesOf(alone!), [both[0]!])).toEqual(['open: signature-missing'])
    // Who has the agency's key asks for its signature, announced or not.
    expect(codes(entriesOf(first!))).toEqual(['broken: not-signed-by'])
  })

  it('has no reservation that could be taken out, by whoever cannot sign for the client', () => {
    const [first] = entriesOf(...signedByTwo(client, agency))
    const without = resigned(first!, ({ predicate }) => void predicate.acceptance.reservations.pop(), newKey())
    // The client's own signature and key id on other bytes; or another key under the client's name.
    const stolen = { ...without, signatures: first!.envelope.signatures }
    expect(codes(entriesOf(stolen), [both[0]!])).toContain('broken: signature-invalid')
    expect(codes(entriesOf(without), [both[0]!])).toContain('broken: not-by-signatory')
  })

  it('contradicts itself when two decide otherwise, reserve otherwise, or speak of other files', () => {
    const [first, second] = entriesOf(...signedByTwo(client, agency))
    const change = (edit: (statement: Statement) => void) =>
      codes(entriesOf(first!.envelope, resigned(second!, edit, agency)))
    expect(change(({ predicate }) => (predicate.acceptance.decision = 'rejected'))).toEqual(['broken: contradiction'])
    expect(change(({ predicate }) => void predicate.acceptance.reservations.pop())).toEqual([
      'broken: differs-reservations',
    ])
    expect(change(({ predicate }) => void predicate.acceptance.waivers.pop())).toEqual(['broken: differs-waivers'])
    expect(change(({ subject }) => (subject[1]!.digest['sha256'] = 'f'.repeat(64)))).toEqual([
      'broken: differs-subjects',
    ])
    expect(change(({ predicate }) => (predicate.result = 'PASSED'))).toEqual(['broken: differs-rest'])
  })

  it('tells a clock that was set back: before the test, before the signature before, and in the future', () => {
    const dated = (date: string) => entriesOf(startRecord(draft(), DECIDED, { ...CLIENT, date }, client))
    const own = [both[0]!]
    // The sample was tested on 2026-01-14 at 09:30 UTC; ten minutes are allowed for clocks that differ.
    expect(codes(dated('2026-01-14T09:21:00Z'), own)).toEqual([])
    expect(codes(dated('2026-01-14T09:19:00Z'), own)).toEqual(['broken: signed-before-test'])
    expect(codes(dated('2026-01-20T12:11:00Z'), own)).toEqual(['broken: signed-in-future'])
    const [first] = signedByTwo(client, agency)
    const earlier = continueRecord(entriesOf(first!), { ...AGENCY, date: '2026-01-20T08:00:00Z' }, agency)
    expect(codes(entriesOf(first!, earlier))).toEqual(['broken: signed-before-previous'])
  })

  it('is no longer in force when a waiver or the acceptance has run out: the day after, wherever one is', () => {
    const entries = entriesOf(...signedByTwo(client, agency, { ...DECIDED, validUntil: '2026-06-30' }))
    expect(codes(entries, both, new Date('2026-07-01T11:59:00Z'))).toEqual([])
    expect(codes(entries, both, new Date('2026-07-01T12:00:00Z'))).toEqual(['open: acceptance-expired'])
    expect(codes(entries, both, new Date('2027-01-01T12:00:00Z'))).toEqual([
      'open: waiver-expired',
      'open: acceptance-expired',
    ])
  })

  it('may bear two signatures on one statement, as DSSE has it', () => {
    const [first] = signedByTwo(client, agency)
    const twice = resigned(entriesOf(first!)[0]!, () => undefined, agency)
    const envelope = { ...first!, signatures: [...first!.signatures, ...twice.signatures] }
    expect(codes(entriesOf(envelope))).toEqual([])
    expect(codes(entriesOf(envelope), [both[0]!])).toEqual(['open: signature-unknown'])
    const same = { ...first!, signatures: [...first!.signatures, ...first!.signatures] }
    expect(codes(entriesOf(same), [both[0]!])).toEqual(['broken: signature-twice'])
  })
})

describe('a flipped bit', () => {
  it('is found in every part of a record: one in 37 here, so that each position in a byte has its turn, and all of them in the proof', () => {
    const { tried, unnoticed } = unnoticedFlips(37)
    expect(tried).toBeGreaterThan(1000)
    expect(unnoticed).toEqual([])
  })
})

describe('what is no record', () => {
  const record = writeRecord(signedByTwo(client, agency))
  const read = (text: string | Uint8Array) => () => readRecord(Buffer.from(text), 'record.intoto.jsonl')
  const withLabel = (label: string) => () => startRecord(draft(), DECIDED, { ...CLIENT, name: label }, client)

  it.each([
    ['is empty', '', /is empty/],
    ['was cut off', record.slice(0, -20), /is not JSON/],
    ['is not text', Buffer.from([0xff, 0xfe, 0x00]), /is not a UTF-8 text/],
    ['is another document', '{"recette": 1}', /is not a signed envelope \(DSSE\): payload: /],
    [
      'has what no signature covers',
      record.replace('{"payload"', '{"note":"paid","payload"'),
      /is not a signed envelope/,
    ],
    ['says a key twice', record.replace('{"payload"', '{"payload":"","payload"'), /has a key twice/],
    ['signs something else', signed({ hello: 'world' }), /is not a record of Recette: _type/],
    ['is far too large', Buffer.alloc(17 * 2 ** 20, 32), /has 17 MB; a record has a few kilobytes/],
  ])('because it %s is refused', (_, text, message) => {
    expect(read(text)).toThrow(message)
  })

  it('cannot be made with a label of ten megabytes', () => {
    expect(withLabel('x'.repeat(10_000_000))).toThrow(/300/)
  })

  function signed(content: unknown): string {
    return writeRecord([signPayload(Buffer.from(JSON.stringify(content)), client)])
  }
})
