import type { Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'
import { RecetteError } from '../../core/errors.js'
import { inert } from '../../report/terminalText.js'

/** Something that the files do not tell, with the answers that they allow. */
export interface Question {
  /** `Which column holds the right answer?` */
  readonly text: string
  readonly choices: readonly { readonly value: string; readonly note?: string }[]
  /** The option that decides it on the command line, with the place of the answer: `--label COLUMN`. */
  readonly decides: string
  /** The choice that is taken where nobody can be asked; without it, an error lists the choices. */
  readonly usual?: string
  /** Other answers than the choices: what is wrong with one, or null. Without it only a choice will do. */
  readonly other?: (answer: string) => string | null
  /** What could be done instead of choosing one. */
  readonly besides?: string
}

export interface Answer {
  readonly value: string
  /** Chosen by somebody, not taken for want of somebody to ask. */
  readonly chosen: boolean
}

export interface Asker {
  ask(question: Question): Promise<Answer>
}

/** Nobody to ask: what has a usual answer gets it, anything else is an error that says what decides it. */
export const nobody: Asker = {
  async ask({ text, choices, decides, usual, besides }) {
    if (usual !== undefined) return { value: usual, chosen: false }
    const listed = choices.map(({ value, note }) => `\n  ${value}${note === undefined ? '' : `   (${note})`}`)
    throw new RecetteError(
      'AMBIGUOUS',
      `${text} The files do not say${choices.length === 0 ? '.' : `; it could be:${listed.join('')}`}`,
      `Say it with ${decides}${choices[0] === undefined ? '' : `, e.g. ${example(decides, choices[0].value)}`}.${besides === undefined ? '' : `\n${besides}`}`,
      { kind: 'usage' },
    )
  },
}

/**
 * Asks on a terminal: choices by number, the usual one by the return key. The end of the input ends the questions. The terminal stays as it
 * is (no raw mode), so that its own keys work and an interruption is one. To be disposed of, or the input keeps the process alive.
 */
export function terminalAsker(input: Readable, output: Writable, signal: AbortSignal): Asker & Disposable {
  let reader: { readonly lines: AsyncIterator<string>; close(): void } | undefined
  const nextLine = async (): Promise<string | null> => {
    reader ??= openLines(input, signal)
    const { value, done } = await reader.lines.next()
    signal.throwIfAborted()
    return done === true ? null : value.trim()
  }
  return {
    async ask(question) {
      const { text, choices, usual, other, decides, besides } = question
      const at = choices.findIndex(({ value }) => value === usual)
      const lines = choices.map(({ value, note }, index) =>
        inert(`  ${index + 1}) ${value}${note === undefined ? '' : `   ${note}`}`),
      )
      output.write(
        `\n${[inert(text), ...lines, `  (${decides} on the command line)`, ...(besides === undefined ? [] : besides.split('\n').map(inert))].join('\n')}\n`,
      )
      for (;;) {
        output.write(at >= 0 ? `[${at + 1}] > ` : '> ')
        const line = await nextLine()
        if (line === null) throw endOfInput(question)
        const answer = read(line, question)
        if (answer !== null) return { value: answer, chosen: true }
        const wrong = line === '' ? null : (other?.(line) ?? null)
        output.write(`  ${wrong ?? `Answer with a number from 1 to ${choices.length}.`}\n`)
      }
    },
    [Symbol.dispose]: () => reader?.close(),
  }
}

function openLines(input: Readable, signal: AbortSignal) {
  const reading = createInterface({ input, terminal: false })
  signal.addEventListener('abort', () => reading.close(), { once: true })
  return { lines: reading[Symbol.asyncIterator](), close: () => reading.close() }
}

function read(line: string, { choices, usual, other }: Question): string | null {
  if (line === '') return usual ?? null
  const byText = choices.find(({ value }) => value === line)
  const byNumber = /^\d+$/.test(line) ? choices[Number(line) - 1] : undefined
  const chosen = byText ?? byNumber
  if (chosen !== undefined) return chosen.value
  return other !== undefined && other(line) === null ? line : null
}

function endOfInput({ text, decides }: Question): RecetteError {
  return new RecetteError('NO_ANSWER', `There was no answer to: ${text}`, `Say it with ${decides}.`, { kind: 'usage' })
}

/** `--label churned`; quoted where a shell would cut it. */
function example(decides: string, value: string): string {
  const [flag] = decides.split(' ')
  return `${flag} ${/^[\w.,=-]+$/.test(value) ? value : `"${value.replace(/(["$`\\])/g, '\\$1')}"`}`
}
