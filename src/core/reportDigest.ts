import { sha256 } from './digest.js'

/**
 * A page opened from a file cannot read its own bytes, so it cannot say its own SHA-256 to what is signed in it. It carries instead, in one
 * place, the SHA-256 that it has while that place holds zeros: the digest `recetteReport`, lower-case hex like any.
 */
export const REPORT_DIGEST_SLOT = /(data-recette-report=")([0-9a-f]{64})(")/g

/** `html` with its one slot filled in, whatever stood there. */
export function fillReportDigest(html: string): string {
  const digest = reportDigest(html)
  if (digest === null) throw new Error('bug: a report to be signed has not exactly one slot for its digest')
  return html.replace(REPORT_DIGEST_SLOT, `$1${digest}$3`)
}

/** The digest that a report's slot should hold; null for a report without a slot, or with several. */
export function reportDigest(html: string): string | null {
  if ([...html.matchAll(REPORT_DIGEST_SLOT)].length !== 1) return null
  return sha256(html.replace(REPORT_DIGEST_SLOT, `$1${'0'.repeat(64)}$3`))
}
