// `npm run simulate [-- --tries 2000 --threads 2 --short --fresh]`: calibration of the tool itself, over thousands of simulated handovers.
//
// What was counted goes into results.json beside this script, a chunk of each cell after the other, so that a run that is stopped goes on
// where it was, and a run that is cut short has as many tries of every cell. With the long form, the tables of METHODS.md are made again.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { CELLS, cellKey } from './cells.mjs'
import { DETECTION_CELLS } from './detection.mjs'
import { checkCalibration } from './checkCalibration.mjs'
import { writeTables } from './writeTables.mjs'

const { values } = parseArgs({
  options: {
    tries: { type: 'string', default: '2000' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '20261124' },
    /** A minute's worth: fewer tries of fewer cells, nothing written, exit code 1 when a number is far from where it must be. */
    short: { type: 'boolean', default: false },
    /** Begin again: what results.json holds was counted by other code. */
    fresh: { type: 'boolean', default: false },
    /** Count these measures again (`logLoss,mae`), or `detection`, after their method changed; the others stay as they are. */
    only: { type: 'string' },
    /** Only make the tables again. */
    tables: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const file = fileURLToPath(new URL('results.json', import.meta.url))
const CHUNK = values.short ? 25 : 250

const wanted = wantedCells()
const results = startResults()
const queue = values.tables ? [] : chunks()
const secondsBefore = results.seconds ?? 0
const total = queue.length
let lastShown = 0
const startedAt = performance.now()
await Promise.all(Array.from({ length: Number(values.threads) }, work))
if (values.short) {
  const complaints = checkCalibration(results)
  for (const complaint of complaints) process.stderr.write(`✖ ${complaint}\n`)
  process.stdout.write(`${Object.keys(results.cells).length} cells, ${complaints.length} complaints\n`)
  process.exitCode = complaints.length === 0 ? 0 : 1
} else {
  save()
  writeTables(results)
}

function wantedCells() {
  const tries = Number(values.tries)
  if (values.only === 'detection')
    return DETECTION_CELLS.map((cell) => ({ ...cell, tries: Math.min(tries, cell.most) }))
  if (values.only !== undefined) {
    const again = values.only.split(',')
    return CELLS.filter(
      ({ question, only }) => question === 'worse' && (only ?? again).some((of) => again.includes(of)),
    ).map((cell) => ({ ...cell, tries, only: (cell.only ?? again).filter((of) => again.includes(of)) }))
  }
  if (!values.short) {
    return [
      ...CELLS.map((cell) => ({ ...cell, tries })),
      ...DETECTION_CELLS.map((cell) => ({ ...cell, tries: Math.min(tries, cell.most) })),
    ]
  }
  const few = CELLS.filter(({ n, errorRate, unexplained }) => n <= 200 && (errorRate === 0.15 || unexplained === 0.4))
  return few.map((cell) => ({ ...cell, tries: 100 }))
}

function startResults() {
  const empty = { seed, seconds: 0, cells: {} }
  if (values.short || values.fresh || !existsSync(file)) return empty
  const held = JSON.parse(readFileSync(file, 'utf8'))
  if (held.seed !== seed) return empty
  if (values.only === undefined) return held
  const forgotten = new Set(wanted.map(keyOf))
  const kept = Object.entries(held.cells).filter(
    ([key]) => values.only !== 'detection' || !key.startsWith('detection/'),
  )
  return {
    ...held,
    cells: Object.fromEntries(kept.map(([key, cell]) => [key, forgotten.has(key) ? forget(cell) : cell])),
  }
}

/** The cell with the counts of the measures that are counted again left out; `again` are the chunks that still have to be. */
function forget({ chunks, tally }) {
  const again = values.only.split(',')
  const kept = Object.entries(tally).filter(([family]) => !again.includes(family.split(',')[0]))
  return { chunks, again: [...chunks], tally: Object.fromEntries(kept) }
}

/** The first chunk of every cell, then the second... */
function chunks() {
  const rounds = []
  for (const cell of wanted) {
    const key = keyOf(cell)
    const size = cell.question === 'detection' ? Math.max(1, Math.round(cell.most / 10)) : CHUNK
    for (let chunk = 0; chunk * size < cell.tries; chunk++) {
      const held = results.cells[key]
      if (held?.again === undefined ? held?.chunks.includes(chunk) : !held.again.includes(chunk)) continue
      ;(rounds[chunk] ??= []).push({ key, cell, chunk, tries: Math.min(size, cell.tries - chunk * size), seed })
    }
  }
  return rounds.flat()
}

function keyOf(cell) {
  return cell.question === 'detection' ? `detection/${cell.pair}/${cell.n}` : cellKey(cell)
}

/** One thread: takes the next chunk until there is none. */
function work() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.mjs', import.meta.url))
    const next = () => {
      const job = queue.shift()
      if (job === undefined) return void worker.terminate().then(() => resolve())
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      worker.postMessage(job)
    }
    worker.on('error', reject)
    worker.on('message', ({ key, chunk, tally }) => {
      const cell = (results.cells[key] ??= { chunks: [], tally: {} })
      if (cell.again === undefined) cell.chunks = [...cell.chunks, chunk].sort((a, b) => a - b)
      else {
        // The handovers are the same ones: they were counted before.
        delete tally.tries
        cell.again = cell.again.filter((one) => one !== chunk)
        if (cell.again.length === 0) delete cell.again
      }
      addUp(cell.tally, tally)
      showProgress()
      next()
    })
    next()
  })
}

function addUp(into, more) {
  for (const [key, value] of Object.entries(more)) {
    if (typeof value === 'number') into[key] = (into[key] ?? 0) + value
    else addUp((into[key] ??= {}), value)
  }
}

function showProgress() {
  const now = performance.now()
  if (now - lastShown < 5000) return
  lastShown = now
  if (!values.short) save()
  const done = total - queue.length
  const left = ((now - startedAt) / done) * queue.length
  process.stderr.write(`${done} of ${total} chunks, about ${Math.ceil(left / 60_000)} minutes left\n`)
}

function save() {
  results.seconds = Math.round(secondsBefore + (performance.now() - startedAt) / 1000)
  const cells = Object.fromEntries(Object.entries(results.cells).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(`${file}.part`, `${JSON.stringify({ ...results, cells })}\n`)
  renameSync(`${file}.part`, file)
}
