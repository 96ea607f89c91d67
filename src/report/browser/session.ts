import type { SigningKey } from './key.js'
import type { Problem } from './problem.js'
import type { Entry } from './record.js'

/** What has been done in the page so far; what is typed stays in the forms. */
export interface Session {
  /** The record that was loaded or signed here; empty while nothing is decided yet. */
  readonly entries: readonly Entry[]
  /** The key that was made here, and the file that it was saved in. */
  readonly made: { readonly key: SigningKey; readonly file: string } | null
  /** The signature that was made last. */
  readonly signed: {
    readonly fingerprint: string
    readonly recordAddress: string
    readonly publicAddress: string
  } | null
  readonly problems: readonly Problem[]
}

export const NOTHING_DONE: Session = { entries: [], made: null, signed: null, problems: [] }
