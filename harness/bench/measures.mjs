#!/usr/bin/env node
/**
 * How long do all measures with their intervals take, once the predictions are there? `node measures.mjs [SCENARIO] [RUNS]`, by default all of
 * SCENARIOS, the median of 5 runs, each in a process of its own: CPU time of all its threads (garbage collection and compiler included), wall time and
 * the most memory that was resident, the drawing of the cases (not timed) included.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { finishMeasuring } from '../../dist/measures/finishMeasuring.js'
import { startMeasuring } from '../../dist/measures/measuring.js'
import { seededRandom } from '../../dist/stats/random.js'

const SEGMENTS = ['region', 'plan', 'channel', 'age']
const NUMBERS = Array.from({ length: 16 }, (_, c) => `number ${c}`)
const MILLION = { cases: 1_000_000, labels: 2, segments: SEGMENTS, numbers: NUMBERS, rowsAtOnce: 32_768 }
const SCENARIOS = {
  million: { ...MILLION, searches: false, name: '1,000,000 cases, 2 labels, 20 declared slices' },
  searched: { ...MILLION, name: 'the same, and the search for the worst segment over 20 columns' },
  clusters: { ...MILLION, clustered: true, name: 'the first, with weights and 333,000 clusters' },
  classes: {
    cases: 100_000,
    labels: 1_000,
    segments: [],
    numbers: [],
    rowsAtOnce: 512,
    name: '100,000 cases, 1,000 labels',
  },
}

function textColumn(name, rows, values, random) {
  const dictionary = Array.from({ length: values }, (_, v) => `${name} ${v}`)
  const codes = new Int32Array(rows)
  for (let i = 0; i < rows; i++) codes[i] = Math.floor(random() * values)
  return { kind: 'text', name, valid: null, codes, dictionary }
}

function numberColumn(name, rows, random) {
  const values = new Float64Array(rows)
  for (let i = 0; i < rows; i++) values[i] = random()
  return { kind: 'number', name, valid: null, values }
}

/** A batch of `rows` cases; each side's scores lean towards the truth. */
function drawBatch(rows, start, { labels, segments, numbers, clustered = false }, random) {
  const truth = new Int32Array(rows)
  for (let i = 0; i < rows; i++) truth[i] = Math.floor(random() * labels)
  const side = () => {
    const scores = new Float64Array(rows * labels)
    const predicted = new Int32Array(rows)
    for (let i = 0; i < rows; i++) {
      let sum = 0
      for (let l = 0; l < labels; l++) {
        const score = random() ** 2 / labels + (l === truth[i] ? 0.8 * random() : 0)
        scores[i * labels + l] = score
        sum += score
        if (score > scores[i * labels + predicted[i]]) predicted[i] = l
      }
      // Models answer in single precision.
      for (let l = 0; l < labels; l++) scores[i * labels + l] = Math.fround(scores[i * labels + l] / sum)
    }
    return { kind: 'classes', predicted, scores }
  }
  return {
    rows,
    labels: labelNames(labels),
    positive: labels === 2 ? 1 : null,
    truth: { kind: 'classes', labels: truth },
    old: side(),
    new: side(),
    columns: {
      rows,
      start,
      columns: [
        ...segments.map((name) => textColumn(name, rows, 5, random)),
        ...numbers.map((name) => numberColumn(name, rows, random)),
      ],
    },
    ...(clustered ? { sampling: drawSampling(rows, start, random) } : {}),
  }
}

/** Three cases in each cluster. */
function drawSampling(rows, start, random) {
  const clusters = new Float64Array(rows)
  const weights = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    clusters[i] = Math.floor((start + i) / 3)
    weights[i] = 0.5 + random()
  }
  return { clusters, weights }
}

const labelNames = (labels) => Array.from({ length: labels }, (_, l) => `label ${l}`)

/** Seconds of CPU and of wall. */
function clock() {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1e6, wall: performance.now() / 1e3 }
}

function timed(work) {
  const began = clock()
  const value = work()
  const ended = clock()
  return { value, cpu: ended.cpu - began.cpu, wall: ended.wall - began.wall }
}

function measure(scenario) {
  const { cases, labels, segments, numbers, rowsAtOnce, searches = true } = scenario
  const random = seededRandom(3)
  const adding = { cpu: 0, wall: 0 }
  const measuring = startMeasuring({
    task: 'classification',
    labels: labelNames(labels),
    positive: labels === 2 ? 1 : null,
    segments: segments.map((column) => ({ name: column, parts: [{ column }] })),
    features: [],
    search:
      !searches || segments.length === 0
        ? null
        : {
            columns: [
              ...segments.map((name) => ({ name, kind: 'category' })),
              ...numbers.map((name) => ({ name, kind: 'number' })),
            ],
            leftOut: [],
            edges: new Map(),
            minCases: 50,
            depth: 2,
          },
    confidence: 0.95,
    seed: 1,
    wanted: [],
  })
  for (let start = 0; start < cases; start += rowsAtOnce) {
    const batch = drawBatch(Math.min(rowsAtOnce, cases - start), start, scenario, random)
    const { cpu, wall } = timed(() => measuring.add(batch))
    adding.cpu += cpu
    adding.wall += wall
  }
  const finishing = timed(() =>
    finishMeasuring(measuring, { set: 'test', rows: cases, compared: cases, reference: null }),
  )
  return {
    cpu: adding.cpu + finishing.cpu,
    adding: adding.cpu,
    finishing: finishing.cpu,
    wall: adding.wall + finishing.wall,
    // Kilobytes.
    memory: process.resourceUsage().maxRSS / 1e3,
    estimates: finishing.value.estimates.length,
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

const [which, runs = '5'] = process.argv.slice(2)
if (runs === 'once') console.log(JSON.stringify(measure(SCENARIOS[which])))
else
  for (const [key, { name }] of Object.entries(SCENARIOS)) {
    if (which !== undefined && which !== key) continue
    const found = Array.from({ length: Number(runs) }, () =>
      JSON.parse(execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), key, 'once'])),
    )
    const of = (figure) => median(found.map((run) => run[figure]))
    console.log(
      `${name}: ${of('cpu').toFixed(2)} s of CPU (adding ${of('adding').toFixed(2)}, finishing ${of('finishing').toFixed(2)}), ${of('wall').toFixed(2)} s of wall, ${of('estimates')} estimates, at most ${Math.round(of('memory'))} MB resident`,
    )
  }
