import { Writable } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { showProgress } from '../../src/cli/progress.js'

/** A terminal of some width that keeps what is written to it. */
function terminal(columns: number, isTTY = true): { stream: NodeJS.WriteStream; lines: () => string[] } {
  let written = ''
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written += chunk.toString()
      done()
    },
  })
  const lines = () =>
    written
      .split('\r')
      .map((line) => line.replaceAll('\x1b[2K', ''))
      .filter((line) => line !== '')
  return { stream: Object.assign(stream, { columns, isTTY }) as unknown as NodeJS.WriteStream, lines }
}

describe('the progress line', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  function replay(screen: ReturnType<typeof terminal>): readonly string[] {
    vi.useFakeTimers()
    vi.stubEnv('CI', undefined)
    vi.stubEnv('TERM', 'xterm')
    const progress = showProgress(screen.stream)
    progress.stage('Replaying test through both models', 1_000_000)
    vi.advanceTimersByTime(2_000)
    progress.rows(250_000)
    progress.clear()
    return screen.lines()
  }

  it('tells the stage, the rows, the rate and the time left', () => {
    // 250,000 rows in 2 s are 125,000 a second; the other 750,000 take 6 s.
    expect(replay(terminal(120))).toEqual([
      'Replaying test through both models · 25 % of 1,000,000 rows · 125,000 rows/s · 6 s left',
    ])
  })

  it('keeps the numbers in a narrow terminal, and never wraps', () => {
    const [line] = replay(terminal(80))
    expect(line).toMatch(/^Replaying test .*… · 25 % of 1,000,000 rows · 125,000 rows\/s · 6 s left$/)
    expect(line).toHaveLength(79)
  })

  it('is not written into a pipe', () => {
    expect(replay(terminal(80, false))).toEqual([])
  })
})
