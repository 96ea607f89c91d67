#!/usr/bin/env node
/**
 * How long do all measures with their intervals take, once the predictions are there? `node measures.mjs [million|classes]`: 1,000,000 cases of two
 * labels with 20 declared slices and 20 searched columns (to stay under 5 s of one core), and 100,000 cases of 1,000 labels (under 10 s).
 */
import { seededRandom } from '../../dist/stats/random.js'
import { finishMeasuring, startMeasuring } from '../../dist/measures/measuring.js'

const BATCH = 32_768

function textColumn(name, rows, values, random) {
  const dictionary = Array.from({ length: values }, (_, v) => `${name} ${v}`)
  return {
    kind: 'text',
    name,
    valid: null,
    codes: Int32Array.from({ length: rows }, () => Math.floor(random() * values)),
    dictionary,
  }
}

function numberColumn(name, rows, random) {
  return { kind: 'number', name, valid: null, values: Float64Array.from({ length: rows }, () => random()) }
}

/** A batch of `rows` cases; each side's scores lean towards the truth. */
function drawBatch(rows, start, labels, columns, random) {
  const truth = Int32Array.from({ length: rows }, () => Math.floor(random() * labels))
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
    labels: Array.from({ length: labels }, (_, l) => `label ${l}`),
    positive: labels === 2 ? 1 : null,
    truth: { kind: 'classes', labels: truth },
    old: side(),
    new: side(),
    columns: { rows, start, columns: columns(rows, random) },
  }
}

const clock = () => process.cpuUsage().user + process.cpuUsage().system

function measure(name, { cases, labels, segments, search, columns, rowsAtOnce }) {
  const random = seededRandom(3)
  let adding = 0
  const options = {
    task: 'classification',
    labels: Array.from({ length: labels }, (_, l) => `label ${l}`),
    positive: labels === 2 ? 1 : null,
    segments: segments.map((column) => ({ name: column, parts: [{ column }] })),
    features: [],
    search,
    confidence: 0.95,
    seed: 1,
    wanted: [],
  }
  const measuring = startMeasuring(options)
  for (let start = 0; start < cases; start += rowsAtOnce) {
    const batch = drawBatch(Math.min(rowsAtOnce, cases - start), start, labels, columns, random)
    const began = clock()
    measuring.add(batch)
    adding += clock() - began
  }
  const began = clock()
  const { estimates } = finishMeasuring(measuring, { set: 'test', rows: cases, compared: cases, reference: null })
  const finishing = clock() - began
  console.log(
    `${name}: ${((adding + finishing) / 1e6).toFixed(2)} s of CPU (adding ${(adding / 1e6).toFixed(2)}, finishing ${(finishing / 1e6).toFixed(2)}), ${estimates.length} estimates, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
  )
}

const SEGMENTS = ['region', 'plan', 'channel', 'age']
const numbers = Array.from({ length: 16 }, (_, c) => `number ${c}`)
const which = process.argv[2]
if (which !== 'classes')
  measure('1,000,000 cases, 2 labels, 20 declared slices, 20 searched columns', {
    cases: 1_000_000,
    labels: 2,
    segments: SEGMENTS,
    search: {
      columns: [
        ...SEGMENTS.map((name) => ({ name, kind: 'category' })),
        ...numbers.map((name) => ({ name, kind: 'number' })),
      ],
      leftOut: [],
      edges: new Map(),
      minCases: 50,
      depth: 2,
    },
    columns: (rows, random) => [
      ...SEGMENTS.map((name) => textColumn(name, rows, 5, random)),
      ...numbers.map((name) => numberColumn(name, rows, random)),
    ],
    rowsAtOnce: BATCH,
  })
if (which !== 'million')
  measure('100,000 cases, 1,000 labels', {
    cases: 100_000,
    labels: 1_000,
    segments: [],
    search: null,
    columns: () => [],
    rowsAtOnce: 512,
  })
