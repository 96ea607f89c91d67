// `npm run faults [-- --tries 200 --seed 1 --write docs/RELIABILITY.md]`: stops a host at a random moment of a real run, again and again, and looks
// at what the run makes of it. Prints a table in Markdown; `--write` puts it into the file that keeps the last full run.
//
// Every try must end in one of two ways. Either the host had done its work: the run passes with the same result as one that nobody
// disturbed. Or it had not: exit code 4, a whole report in `could-not-run/` that blames the side whose host was stopped, and the
// earlier report as it was, byte for byte. In both, no process and no temporary file is left behind.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { descendants, isRunning } from '../descendants.mjs'
import { layPlan } from './layPlan.mjs'
import { describeTries, writeBlock } from './reportTries.mjs'
import { hostsOf, startRun } from './watchedRun.mjs'

const { values } = parseArgs({
  options: {
    tries: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    write: { type: 'string' },
  },
})
let tries = Number(values.tries)
const random = seededRandom(Number(values.seed))
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'recette-faults-'))
const scratch = join(folder, 'tmp')
const out = join(folder, 'report')
mkdirSync(scratch)
const plan = await layPlan(folder)
const begun = performance.now()

/** What ends a host: the kernel, a crash of a library, a service manager; and a host that answers no more (the time limit ends it). */
const SIGNALS = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGTERM', 'SIGSTOP']
const FILES = ['junit.xml', 'report.html', 'result.json', 'summary.md']

const undisturbed = await tryOnce(null)
if (undisturbed.code !== 0) fail(`the undisturbed run ended with ${undisturbed.code}:\n${undisturbed.stderr}`)
const expected = withoutEnvironment(join(out, 'result.json'))
const span = { from: undisturbed.firstHostMs, to: undisturbed.lastHostMs }
console.log(`Undisturbed: exit code 0, hosts alive from ${span.from} to ${span.to} ms.`)

// Interrupted, it tells what was tried by then.
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (interrupted = true))

const tally = new Map()
for (let n = 1; n <= tries; n++) {
  const fault = {
    atMs: span.from + random() * (span.to - span.from),
    signal: SIGNALS[Math.floor(random() * SIGNALS.length)],
    which: random(),
  }
  const earlier = digestOfFiles(out)
  const run = await tryOnce(fault)
  const outcome = judge(run, earlier)
  const key = run.stopped === null ? 'none: no host was there any more' : `${fault.signal} to ${run.stopped}`
  const counts = tally.get(key) ?? { done: 0, failed: 0 }
  counts[outcome]++
  tally.set(key, counts)
  rmSync(join(out, 'could-not-run'), { recursive: true, force: true })
  if (process.stderr.isTTY) process.stderr.write(`\r${n}/${tries}`)
  else if (n % 10 === 0) console.error(`${n}/${tries} tries, each as specified`)
  if (interrupted) tries = n
}
if (process.stderr.isTTY) process.stderr.write('\r')
rmSync(folder, { recursive: true })

const seconds = Math.round((performance.now() - begun) / 1000)
const block = describeTries({ tries, seed: values.seed, tally, span, seconds })
console.log(block)
if (values.write !== undefined) writeBlock(values.write, block)

/** One run; `fault` says when, how and which of the hosts that are there at the time is stopped. */
async function tryOnce(fault) {
  const run = startRun([join(root, 'dist/cli/main.js'), 'run', plan, '--out', out, '--quiet'], { TMPDIR: scratch })
  const started = performance.now()
  let firstHostMs = null
  let lastHostMs = null
  let stopped = null
  const seen = new Set()
  while (!run.done()) {
    const processes = descendants(run.pid)
    const hosts = hostsOf(processes)
    for (const pid of processes) seen.add(pid)
    const now = Math.round(performance.now() - started)
    if (hosts.length > 0) {
      firstHostMs ??= now
      lastHostMs = now
    }
    if (fault !== null && stopped === null && now >= fault.atMs && hosts.length > 0) {
      const host = hosts[Math.floor(fault.which * hosts.length)]
      stopped = kill(host, fault.signal)
    }
    await sleep(20)
  }
  return { ...(await run.ended), firstHostMs, lastHostMs, stopped, left: [...seen].filter(isRunning) }
}

/** The side whose host was stopped; null if it was gone before the signal came. */
function kill({ pid, side }, signal) {
  try {
    process.kill(pid, signal)
    return side
  } catch {
    return null
  }
}

/** Says which of the specified ends a run came to; anything else ends the script. */
function judge(run, earlier) {
  if (run.left.length > 0) fail(`processes are left: ${run.left.join(', ')}`)
  const files = readdirSync(scratch)
  if (files.length > 0) fail(`temporary files are left: ${files.join(', ')}`)
  if (run.code === 0) {
    if (withoutEnvironment(join(out, 'result.json')) !== expected) fail('a run that passed has another result')
    return 'done'
  }
  if (run.code !== 4) fail(`exit code ${run.code} (signal ${run.stopped}):\n${run.stderr}`)
  if (digestOfFiles(out) !== earlier) fail('the earlier report was touched')
  const aside = join(out, 'could-not-run')
  if (!FILES.every((file) => existsSync(join(aside, file)) && statSync(join(aside, file)).size > 0))
    fail('the report of the failed run is not whole')
  const result = JSON.parse(readFileSync(join(aside, 'result.json'), 'utf8'))
  if (result.verdict.status !== 'could-not-run') fail(`exit code 4, but the verdict is ${result.verdict.status}`)
  if (!result.problems.some(({ of }) => of === run.stopped))
    fail(`${run.stopped} was stopped, but the report blames ${JSON.stringify(result.problems)}`)
  return 'failed'
}

function fail(what) {
  console.error(`✖ ${what}\n  The files are in ${folder}.`)
  process.exit(1)
}

function digestOfFiles(directory) {
  const hash = createHash('sha256')
  for (const file of FILES) hash.update(readFileSync(join(directory, file)))
  return hash.digest('hex')
}

function withoutEnvironment(path) {
  const { environment, ...rest } = JSON.parse(readFileSync(path, 'utf8'))
  if (environment === undefined) fail('result.json has no environment')
  return JSON.stringify(rest)
}

/** Mulberry32: the choices (moment, signal, host) are the same for the same seed; what the run is doing then is not. */
function seededRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
