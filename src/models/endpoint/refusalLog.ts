import { appendFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const FILE = 'refusals.log'
const LONGEST = 4_096
const MOST = 50

/**
 * What a server said instead of an answer. It may repeat the case that it was sent, which is nothing for a report: so it is kept
 * beside the answers, for whoever runs the tool, and messages only say where. The caller has taken the token out.
 */
export class RefusalLog {
  readonly #folder: string
  #left = MOST

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Where it was written, as messages name it. */
  write(what: string, text: string): string {
    if (this.#left-- > 0) {
      mkdirSync(this.#folder, { recursive: true })
      const entry = `${new Date().toISOString()} ${what}\n${text.slice(0, LONGEST)}\n\n`
      appendFileSync(join(this.#folder, FILE), entry, { mode: 0o600 })
    }
    return `${basename(this.#folder)}/${FILE}`
  }
}
