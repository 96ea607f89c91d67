import { toHex, type Bytes } from '../../core/der.js'

export function utf8(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** Throws where the bytes are no UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Throws for what is no base64. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

export async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** The label and the bytes of the first block of a PEM file; null where there is none. */
export function fromPem(text: string): { readonly label: string; readonly der: Bytes } | null {
  const found = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/.exec(text)
  if (found === null) return null
  try {
    return { label: found[1]!, der: fromBase64(found[2]!.replace(/\s/g, '')) }
  } catch {
    return null
  }
}
