/** More than was allowed came; the rest was not read. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

/** The text of a response, of at most `limitBytes` after decompression: a server that never ends fills no memory. */
export async function readBody(response: Response, limitBytes: number): Promise<string> {
  if (response.body === null) return ''
  const parts: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop early cancels the stream, and with it the connection.
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength
    if (bytes > limitBytes) throw new TooMuch()
    parts.push(part)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
}
