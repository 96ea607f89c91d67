import { overall } from '../../src/record/check.js'
import { readRecord, writeRecord } from '../../src/record/readRecord.js'
import { verifyRecord } from '../../src/record/verifyRecord.js'
import { newKey, NOW, signedByTwo, trust } from './records.js'

/** Flips every `step`-th bit of a record of two signatures, one at a time; the bits whose flip nobody would notice. */
export function unnoticedFlips(step: number): { readonly tried: number; readonly unnoticed: readonly number[] } {
  const [client, agency] = [newKey(), newKey('ecdsa-p256')]
  const trusted = [trust(client, 'client.pub'), trust(agency, 'agency.pub')]
  const bytes = Buffer.from(writeRecord(signedByTwo(client, agency)))
  const holds = (): boolean => {
    try {
      return overall(verifyRecord(readRecord(bytes, 'record'), trusted, NOW)) === 'holds'
    } catch {
      return false
    }
  }
  if (!holds()) throw new Error('the record does not hold as it is')
  const unnoticed: number[] = []
  let tried = 0
  for (let bit = 0; bit < bytes.length * 8; bit += step) {
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    if (holds()) unnoticed.push(bit)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    tried++
  }
  if (!holds()) throw new Error('the record was not put right again')
  return { tried, unnoticed }
}
