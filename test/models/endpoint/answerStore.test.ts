import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AnswerStore } from '../../../src/models/endpoint/answerStore.js'
import type { Tensor } from '../../../src/models/tensor.js'
import { answersFolder, failure } from './ask.js'

const HEADER = { recette: 'answers', set: 'x' }

function scores(...values: readonly number[]): Tensor[] {
  return [{ name: 'score', dtype: 'float64', shape: [values.length], data: Float64Array.from(values) }]
}

function valuesOf([output]: readonly Tensor[]): number[] {
  return Array.from(output!.data as Float64Array)
}

function pathIn(folder: string): string {
  return join(folder, 'inner', 'answers.jsonl')
}

async function fill(path: string): Promise<void> {
  await using store = await AnswerStore.open(path, HEADER)
  await store.add(4, scores(0.4, 0.5), 10)
  await store.add(0, scores(0, 0.1), 20)
}

describe('the store of answers', () => {
  it('knows after a new start which cases have no answer, and reads those that have, in order', async () => {
    const path = pathIn(answersFolder())
    await fill(path)
    await using store = await AnswerStore.open(path, HEADER)
    expect(store.gaps(0, 8)).toEqual([
      [2, 4],
      [6, 8],
    ])
    await store.add(2, scores(0.2, 0.3), 30)
    const { outputs, elapsedNs } = await store.read(1, 4)
    expect(valuesOf(outputs)).toEqual([0.1, 0.2, 0.3, 0.4])
    // Half of 20 ms, all of 30 ms, half of 10 ms.
    expect(elapsedNs).toBe(45e6)
  })

  it('keeps numbers to the last bit, texts with every sign, and whole numbers of 64 bits', async () => {
    const path = pathIn(answersFolder())
    const outputs: Tensor[] = [
      { name: 'd', dtype: 'float64', shape: [2], data: Float64Array.of(0.1 + 0.2, 5e-324) },
      { name: 'f', dtype: 'float32', shape: [2, 1], data: Float32Array.of(0.1, 3.4e38) },
      { name: 'h', dtype: 'float16', shape: [2], data: Uint16Array.of(0x3c00, 0x0001) },
      { name: 'i', dtype: 'int64', shape: [2], data: BigInt64Array.of(BigInt(Number.MIN_SAFE_INTEGER), 7n) },
      { name: 't', dtype: 'utf8', shape: [2], data: ['a "quoted"\nline', '👍 é'] },
    ]
    {
      await using store = await AnswerStore.open(path, HEADER)
      await store.add(0, outputs, 1)
    }
    await using store = await AnswerStore.open(path, HEADER)
    expect((await store.read(0, 2)).outputs).toEqual(outputs)
  })

  it.each([1, 5, 40])(
    'takes off a last line that was cut %i bytes short, and goes on behind the one before',
    async (bytes) => {
      const path = pathIn(answersFolder())
      await fill(path)
      truncateSync(path, statSync(path).size - bytes)
      {
        await using store = await AnswerStore.open(path, HEADER)
        expect(store.gaps(0, 6)).toEqual([[0, 4]])
        await store.add(0, scores(9, 9), 1)
      }
      await using store = await AnswerStore.open(path, HEADER)
      expect(valuesOf((await store.read(0, 2)).outputs)).toEqual([9, 9])
    },
  )

  it('counts the first of two answers to one case', async () => {
    const path = pathIn(answersFolder())
    await fill(path)
    await using store = await AnswerStore.open(path, HEADER)
    await store.add(0, scores(7, 7, 7), 1)
    expect(valuesOf((await store.read(0, 3)).outputs)).toEqual([0, 0.1, 7])
  })

  it('refuses a file that belongs to something else, or holds something that was not written', async () => {
    const path = pathIn(answersFolder())
    await fill(path)
    const other = await failure(AnswerStore.open(path, { ...HEADER, set: 'y' }))
    expect(other.message).toBe(
      'The stored answers in inner/answers.jsonl are not what was written: the file begins with another description than that of this endpoint and set.',
    )
    appendFileSync(path, 'scribble\n')
    expect((await failure(AnswerStore.open(path, HEADER))).code).toBe('ANSWERS_UNREADABLE')
  })

  it('is for one run at a time; the lock of a process that is gone is taken over', async () => {
    const path = pathIn(answersFolder())
    {
      await using first = await AnswerStore.open(path, HEADER)
      expect(first.gaps(0, 1)).toEqual([[0, 1]])
      expect((await failure(AnswerStore.open(path, HEADER))).code).toBe('ANSWERS_LOCKED')
    }
    // No process has a number as large as this.
    writeFileSync(`${path}.lock`, '4194305')
    {
      await using second = await AnswerStore.open(path, HEADER)
      expect(second.gaps(0, 1)).toEqual([[0, 1]])
      expect(readFileSync(`${path}.lock`, 'utf8')).toBe(String(process.pid))
    }
    expect(readdirSync(join(path, '..'))).toEqual(['answers.jsonl'])
  })

  it.runIf(process.platform !== 'win32')('is nobody else’s to read', async () => {
    const path = pathIn(answersFolder())
    await fill(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})
