/** One line on stderr that says what is going on; silent when stderr is not a terminal. */
export interface Progress {
  /** Starts a stage. `total` rows when known. */
  stage(name: string, total?: number | null): void
  /** Rows done in the current stage. */
  rows(done: number): void
  /** Removes the line. */
  clear(): void
}

const REDRAW_MS = 100
/** Nothing is shown for work that is over before anybody could read it. */
const QUIET_MS = 400

export const silent: Progress = { stage() {}, rows() {}, clear() {} }

export function showProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY || process.env['TERM'] === 'dumb' || process.env['CI'] !== undefined) return silent
  const begun = Date.now()
  let name = ''
  let total: number | null = null
  let started = 0
  let drawn = 0

  const draw = (done: number, force: boolean): void => {
    const now = Date.now()
    if (now - begun < QUIET_MS || (!force && now - drawn < REDRAW_MS)) return
    drawn = now
    const seconds = (now - started) / 1000
    const rate = seconds > 0 ? done / seconds : 0
    const parts: string[] = []
    if (done > 0) {
      parts.push(
        total === null
          ? `${count(done)} rows`
          : `${Math.floor((100 * done) / Math.max(total, 1))} % of ${count(total)} rows`,
      )
      if (seconds > 0.5) parts.push(`${count(rate)} rows/s`)
      if (total !== null && rate > 0 && total > done && seconds > 1)
        parts.push(`${duration((total - done) / rate)} left`)
    }
    stream.write(`\r\x1b[2K${fit(name, parts, Math.max((stream.columns ?? 80) - 1, 20))}`)
  }

  return {
    stage(next, rows = null) {
      name = next
      total = rows
      started = Date.now()
      draw(0, true)
    },
    rows: (done) => draw(done, false),
    clear: () => void (drawn > 0 && stream.write('\r\x1b[2K')),
  }
}

/** The numbers are what changes: where the line is too narrow for all, the stage's name gives way. */
function fit(name: string, parts: readonly string[], columns: number): string {
  const numbers = parts.map((part) => ` · ${part}`).join('')
  const left = columns - numbers.length
  const shown = name.length <= left ? name : `${name.slice(0, Math.max(left - 1, 0))}…`
  return `${shown}${numbers}`.slice(0, columns)
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

function count(value: number): string {
  return number.format(value)
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
