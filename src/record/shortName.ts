import { sha256 } from '../core/digest.js'

/** A label of ten megabytes is named by its beginning and its digest: still one name for one thing. */
export function shortName(text: string, most = 300): string {
  const plain = text.trim() === '' ? '–' : text.trim()
  if (plain.length <= most) return plain
  const mark = `… ${sha256(plain).slice(0, 16)}`
  return `${plain.slice(0, most - mark.length)}${mark}`
}
