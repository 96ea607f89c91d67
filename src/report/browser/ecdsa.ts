import { concat, readInside, TAG, writeElement, writeInteger, type Bytes } from '../../core/der.js'

/** WebCrypto writes a signature of P-256 as r || s, 32 bytes each; everybody else writes SEQUENCE { INTEGER r, INTEGER s } (RFC 3279). */
const HALF = 32

export function toDerSignature(raw: Bytes): Bytes {
  return writeElement(TAG.sequence, writeInteger(raw.subarray(0, HALF)), writeInteger(raw.subarray(HALF)))
}

/** Throws for what is no such sequence. */
export function fromDerSignature(der: Bytes): Bytes {
  const halves = readInside(der)
  if (halves.length !== 2) throw new SyntaxError('not two numbers')
  return concat(
    halves.map(({ tag, content }) => {
      const start = content.findIndex((byte) => byte !== 0)
      const digits = start < 0 ? content.subarray(0, 0) : content.subarray(start)
      if (tag !== TAG.integer || digits.length > HALF) throw new SyntaxError('not a number of 32 bytes')
      return concat([new Uint8Array(HALF - digits.length), digits])
    }),
  )
}
