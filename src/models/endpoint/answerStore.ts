import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { canonicalJson } from '../../core/canonicalJson.js'
import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import { ARRAY_OF, isText, joinTensors, rowsOf, sliceTensor, type Tensor } from '../tensor.js'
import { lockFile } from './lockFile.js'

/** What one request brought, as it stands in the file. */
interface Line {
  readonly start: number
  readonly elapsedMs: number
  readonly outputs: readonly { name: string; dtype: DType; shape: number[]; data: (number | string)[] }[]
}

/** Where in the file the answers for the rows from `start` on are. */
interface Entry {
  readonly start: number
  readonly rows: number
  readonly offset: number
  readonly bytes: number
  readonly elapsedMs: number
}

export interface StoredAnswers {
  readonly outputs: readonly Tensor[]
  readonly elapsedNs: number
}

/**
 * Every answer of one endpoint to one set, kept as it comes: a line of JSON for each request, in a file that is only ever added
 * to. A run that was killed in mid-line leaves a line without an end, which the next one takes off. In memory is where each
 * answer stands, not the answers.
 */
export class AnswerStore implements AsyncDisposable {
  readonly #path: string
  readonly #file: FileHandle
  readonly #unlock: () => Promise<void>
  readonly #entries: Entry[] = []
  /** Rows that had an answer when the file was opened. */
  #kept = 0
  #bytes = 0
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(path: string, file: FileHandle, unlock: () => Promise<void>) {
    this.#path = path
    this.#file = file
    this.#unlock = unlock
  }

  /** `header` says what the answers belong to; a file that belongs to something else is refused. */
  static async open(path: string, header: unknown): Promise<AnswerStore> {
    await mkdir(dirname(path), { recursive: true })
    const unlock = await lockFile(`${path}.lock`)
    let file: FileHandle | undefined
    try {
      // Answers about persons are nobody else's to read.
      file = await open(path, 'a+', 0o600)
      const store = new AnswerStore(path, file, unlock)
      await store.#load(canonicalJson(header))
      return store
    } catch (error) {
      await file?.close()
      await unlock()
      throw error
    }
  }

  /** Cases that an earlier run had asked already. */
  get kept(): number {
    return this.#kept
  }

  /** The rows of [start, start + rows) that have no answer yet, as ranges. */
  gaps(start: number, rows: number): (readonly [from: number, to: number])[] {
    const cover = this.#cover(start, rows)
    const gaps: [number, number][] = []
    for (let i = 0; i < rows; i++) {
      if (cover[i]! >= 0) continue
      const last = gaps.at(-1)
      if (last !== undefined && last[1] === start + i) last[1]++
      else gaps.push([start + i, start + i + 1])
    }
    return gaps
  }

  /** Resolves when the answer is in the file. */
  add(start: number, outputs: readonly Tensor[], elapsedMs: number): Promise<void> {
    const line: Line = { start, elapsedMs, outputs: outputs.map(writeTensor) }
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    const before = this.#writing
    const write = async (): Promise<void> => {
      await before
      await this.#file.appendFile(bytes)
      this.#entries.push({ start, rows: rowsOf(outputs[0]!), offset: this.#bytes, bytes: bytes.length, elapsedMs })
      this.#bytes += bytes.length
    }
    const written = write()
    // Who asked hears of a failure; the next in the row only waits.
    this.#writing = written.catch(() => {})
    return written
  }

  /** The answers for rows that all have one. */
  async read(start: number, rows: number): Promise<StoredAnswers> {
    const cover = this.#cover(start, rows)
    const parts: (readonly Tensor[])[] = []
    let elapsedMs = 0
    for (let i = 0; i < rows;) {
      const entry = this.#entries[cover[i]!]
      if (entry === undefined) throw new Error(`bug: row ${start + i} has no stored answer`)
      let end = i
      while (end < rows && cover[end] === cover[i]) end++
      const from = start + i - entry.start
      const outputs = await this.#readEntry(entry)
      parts.push(outputs.map((tensor) => sliceTensor(tensor, from, from + end - i)))
      elapsedMs += (entry.elapsedMs * (end - i)) / entry.rows
      i = end
    }
    const outputs = parts[0]!.map((_, output) => joinTensors(parts.map((part) => part[output]!)))
    return { outputs, elapsedNs: Math.round(elapsedMs * 1e6) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing
    await this.#file.close()
    await this.#unlock()
  }

  /** For each row the place of its entry, or -1. The first answer that was paid for is the one that counts. */
  #cover(start: number, rows: number): Int32Array {
    const cover = new Int32Array(rows).fill(-1)
    this.#entries.forEach((entry, index) => {
      const to = Math.min(start + rows, entry.start + entry.rows)
      for (let row = Math.max(start, entry.start); row < to; row++)
        if (cover[row - start] === -1) cover[row - start] = index
    })
    return cover
  }

  async #readEntry({ offset, bytes }: Entry): Promise<Tensor[]> {
    const buffer = Buffer.alloc(bytes)
    await this.#file.read(buffer, 0, bytes, offset)
    const { outputs } = JSON.parse(buffer.toString('utf8')) as Line
    // What JSON cannot say it writes as null, which would be read as 0.
    if (outputs.some(({ data }) => data.some((value) => value === null)))
      throw this.#foreign(`holds no number where one should be, at byte ${offset}`)
    return outputs.map(readTensor)
  }

  async #load(header: string): Promise<void> {
    let rest: Buffer = Buffer.alloc(0)
    let first = true
    for await (const chunk of this.#file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let from = 0
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
        const text = rest.toString('utf8', from, end)
        if (first && text !== header)
          throw this.#foreign('begins with another description than that of this endpoint and set')
        if (!first) this.#entries.push(this.#entryOf(text, end + 1 - from))
        first = false
        this.#bytes += end + 1 - from
        from = end + 1
      }
      rest = rest.subarray(from)
    }
    if (rest.length > 0) await this.#file.truncate(this.#bytes)
    this.#kept = coveredRows(this.#entries)
    if (!first) return
    const bytes = Buffer.from(`${header}\n`)
    await this.#file.appendFile(bytes)
    this.#bytes = bytes.length
  }

  #entryOf(text: string, bytes: number): Entry {
    try {
      const { start, elapsedMs, outputs } = JSON.parse(text) as Line
      const rows = outputs[0]?.shape[0]
      if (Number.isSafeInteger(start) && rows !== undefined && rows > 0)
        return { start, rows, offset: this.#bytes, bytes, elapsedMs }
    } catch {
      // Said below.
    }
    throw this.#foreign(`cannot be read at byte ${this.#bytes}`)
  }

  #foreign(what: string): RecetteError {
    const name = this.#path.split(/[\\/]/).slice(-2).join('/')
    return new RecetteError(
      'ANSWERS_UNREADABLE',
      `The stored answers in ${name} are not what was written: the file ${what}.`,
      'Move the file away to have the cases asked again.',
    )
  }
}

/** Each row once, however often it was asked. */
function coveredRows(entries: readonly Entry[]): number {
  let [covered, reached] = [0, 0]
  for (const { start, rows } of entries.toSorted((a, b) => a.start - b.start)) {
    covered += Math.max(0, start + rows - Math.max(reached, start))
    reached = Math.max(reached, start + rows)
  }
  return covered
}

function writeTensor({ name, dtype, shape, data }: Tensor): Line['outputs'][number] {
  // Whole numbers of 64 bits were checked to be exact as doubles; half floats are kept as their bits.
  const values = isText(data) ? [...data] : Array.from(data as ArrayLike<number | bigint>, Number)
  return { name, dtype, shape: [...shape], data: values }
}

function readTensor({ name, dtype, shape, data }: Line['outputs'][number]): Tensor {
  if (dtype === 'utf8') return { name, dtype, shape, data: data.map(String) }
  if (dtype === 'int64') return { name, dtype, shape, data: BigInt64Array.from(data, BigInt) }
  if (dtype === 'uint64') return { name, dtype, shape, data: BigUint64Array.from(data, BigInt) }
  return { name, dtype, shape, data: ARRAY_OF[dtype].from(data as number[]) }
}
