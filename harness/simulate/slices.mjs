#!/usr/bin/env node
/**
 * How often does the search for the worst slice report one where there is none, and how often does it find one that is there? Simulated
 * handovers of two models whose answers differ at random, over ten columns of categories and ten of numbers; `node slices.mjs [tries] [seed] [--households]`
 * prints the table of METHODS.md; with `--households` the cases come in weighted households of 1 to 8 that are alike by 0.3.
 */
import { pathToFileURL } from 'node:url'
import { deriveSeed, seededRandom } from '../../dist/stats/random.js'
import { addToSearch, startSearch } from '../../dist/measures/search/searchSample.js'
import { searchSlices } from '../../dist/measures/search/searchSlices.js'

const CATEGORIES = 10
const NUMBERS = 10
const COLUMNS = [
  ...Array.from({ length: CATEGORIES }, (_, c) => ({ name: `category ${c}`, kind: 'category' })),
  ...Array.from({ length: NUMBERS }, (_, c) => ({ name: `number ${c}`, kind: 'number' })),
]

/** Cases of a set whose 20 columns are independent; category 0 is a rare value in `share` of the cases. */
function drawColumns(n, share, random, household) {
  const columns = COLUMNS.map(({ name, kind }, c) => {
    // Every other column is the household's own.
    const draw = (of) => shareIn(c % 2 === 0 ? household : null, n, of)
    if (kind === 'number')
      return {
        kind: 'number',
        name,
        valid: null,
        values: Float64Array.from(draw(() => Math.round(-1e4 * Math.log(1 - random())))),
      }
    const values = 2 + (c % 7)
    const codes = Int32Array.from(draw(() => Math.floor(random() * values)))
    return {
      kind: 'text',
      name,
      valid: null,
      codes,
      dictionary: Array.from({ length: values }, (_, v) => `value ${v}`),
    }
  })
  const rare = Uint8Array.from(shareIn(household, n, () => (random() < share ? 1 : 0)))
  columns[0] = {
    ...columns[0],
    codes: Int32Array.from(rare, (one, i) => (one === 1 ? 0 : 1 + (i % 4))),
    dictionary: ['rare', 'a', 'b', 'c', 'd'],
  }
  return { columns, rare }
}

/** One draw a household, or a case where there are none. */
function shareIn(household, n, draw) {
  if (household === null) return Array.from({ length: n }, draw)
  const drawn = []
  return Array.from(household, (number) => (drawn[number] ??= draw()))
}

/** The household of each case: 1 to 8 cases each. */
function drawHouseholds(n, random) {
  const household = new Int32Array(n)
  for (let number = 0, at = 0; at < n; number++)
    for (let left = 1 + Math.floor(random() * 8); left > 0 && at < n; left--) household[at++] = number
  return household
}

/**
 * Old errs in `error` of the cases, twice as often where category 1 is its first value (hard cases); new answers otherwise in `churn` of the
 * cases, won and lost alike, twice as many where they are hard. In the rare slice new loses `planted` of its cases more, or answers the opposite.
 * In households a case is its household's common case with chance √0.3 (an intra-household correlation of 0.3), and the rare slice is made of whole households.
 */
function drawHandover(
  { n, error, churn, share = 0.05, planted = 0, opposite = false, worse = 0, households = false },
  seed,
) {
  const random = seededRandom(seed)
  const household = households ? drawHouseholds(n, random) : null
  const { columns, rare } = drawColumns(n, share, random, household)
  const truth = new Int32Array(n)
  const old = new Int32Array(n)
  const newer = new Int32Array(n)
  const first = new Int32Array(n).fill(-1)
  for (let i = 0; i < n; i++) {
    const common = household === null ? -1 : first[household[i]]
    if (common >= 0 && random() < Math.sqrt(0.3)) {
      for (const answers of [truth, old, newer]) answers[i] = answers[common]
      continue
    }
    if (household !== null && common < 0) first[household[i]] = i
    truth[i] = random() < 0.5 ? 1 : 0
    const hard = columns[1].codes[i] === 0 ? 2 : 1
    const oldWrong = random() < error * hard
    let newWrong = oldWrong
    const lose = (churn * hard) / 2 / (1 - error * hard)
    const win = (churn * hard) / 2 / (error * hard)
    if (oldWrong) newWrong = !(random() < win)
    else newWrong = random() < lose + worse
    if (rare[i] === 1 && opposite) newWrong = !oldWrong
    else if (rare[i] === 1 && !newWrong && planted > 0) newWrong = random() < planted / (1 - error * hard)
    old[i] = oldWrong ? 1 - truth[i] : truth[i]
    newer[i] = newWrong ? 1 - truth[i] : truth[i]
  }
  return {
    rows: n,
    labels: ['no', 'yes'],
    positive: 1,
    truth: { kind: 'classes', labels: truth },
    old: { kind: 'classes', predicted: old, scores: null },
    new: { kind: 'classes', predicted: newer, scores: null },
    columns: { rows: n, start: 0, columns },
    ...(household === null
      ? {}
      : {
          sampling: {
            clusters: Float64Array.from(household),
            weights: Float64Array.from(household, () => 0.5 + 1.5 * random()),
          },
        }),
  }
}

export function searchHandover(options, seed) {
  const batch = drawHandover(options, seed)
  const began = process.cpuUsage()
  const state = startSearch(COLUMNS, 1)
  addToSearch(state, batch)
  const found = searchSlices(
    state,
    { columns: COLUMNS, leftOut: [], edges: new Map(), minCases: 50, depth: 2 },
    { set: 'test', task: 'classification', confidence: 0.95 },
  )
  const { user, system } = process.cpuUsage(began)
  return { ...found, seconds: (user + system) / 1e6 }
}

const isRare = ({ slice }) => slice.some(({ column, value }) => column === 'category 0' && value === 'rare')

/** `tries` handovers of each kind; of those at 100,000 cases and beyond `fewer`. */
export function simulateSlices({
  tries,
  fewer = Math.max(1, Math.round(tries / 50)),
  seed,
  households = false,
  tell = () => {},
}) {
  const rows = []
  const run = (name, options, times, wanted) => {
    let reported = 0
    let named = 0
    let seconds = 0
    for (let i = 0; i < times; i++) {
      const result = searchHandover({ ...options, households }, deriveSeed(seed, `${name} ${i}`))
      if (result.found.length > 0) reported++
      if (result.found.length > 0 && isRare(result.found[0])) named++
      seconds = Math.max(seconds, result.seconds)
    }
    const row = { name, tries: times, reported: reported / times, named: named / times, wanted, seconds }
    rows.push(row)
    tell(row)
  }
  for (const n of [2_000, 20_000])
    for (const [error, churn] of [
      [0.02, 0.01],
      [0.1, 0.04],
      [0.2, 0.15],
    ])
      run(
        `equal quality, ${n} cases, error ${error}, changed ${churn}`,
        { n, error, churn },
        tries,
        'at most 5 % reported',
      )
  run(
    '3 points worse everywhere, 20000 cases',
    { n: 20_000, error: 0.1, churn: 0.04, worse: 0.03 },
    tries,
    'at most 5 % reported',
  )
  for (const [error, churn] of [
    [0.02, 0.01],
    [0.1, 0.04],
    [0.2, 0.15],
  ])
    run(
      `10 points lost on 5 % of 20000 cases, error ${error}, changed ${churn}`,
      { n: 20_000, error, churn, planted: 0.1 },
      tries,
      'at least 90 % named first',
    )
  for (const n of [20_000, 100_000, 1_000_000])
    run(
      `2 % of ${n} cases answered the opposite`,
      { n, error: 0.1, churn: 0.04, share: 0.02, opposite: true },
      n > 20_000 ? fewer : tries,
      'named first',
    )
  return rows
}

const percent = (share) => `${(100 * share).toFixed(1)} %`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [tries = '200', seed = '1'] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  const households = process.argv.includes('--households')
  console.log('| handover | tries | a slice is reported | the planted one first | wanted | longest search (CPU) |')
  console.log('|-|-|-|-|-|-|')
  const tell = ({ name, tries: times, reported, named, wanted, seconds }) =>
    console.log(
      `| ${name} | ${times} | ${percent(reported)} | ${percent(named)} | ${wanted} | ${seconds.toFixed(2)} s |`,
    )
  simulateSlices({ tries: Number(tries), seed: Number(seed), households, tell })
}
