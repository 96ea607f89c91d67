/**
 * Does drift find what changed, and nothing else, whatever the number of cases? Twenty columns of a set against those of a reference of
 * 20,000 rows: in three something changed that matters (a shift of 0.6 standard deviations, shares of categories, values that are missing),
 * in one something that does not (a shift of 0.06 standard deviations, which any test for equality proves once the cases suffice). The
 * bounds are those of the preset `replacement`. Run after a build: node harness/simulate/drift.mjs
 */
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'

const at = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const { startReference } = await at('measures/reference.js')
const { finishMeasuring } = await at('measures/finishMeasuring.js')
const { startMeasuring } = await at('measures/measuring.js')
const { seededRandom } = await at('stats/random.js')
const { judgeColumns } = await at('judge/judgeColumns.js')
const { readPreset } = await at('plan/presets.js')

const REFERENCE_ROWS = 20_000
const BATCH_ROWS = 50_000
const CHANGED = ['age', 'region', 'income']
const HARMLESS = 'distance'
const NUMBERS = 'age income tenure balance calls visits distance weight height score delay rate'.split(' ')
const CATEGORIES = { region: 6, plan: 3, channel: 4, gender: 2, device: 5, product: 12, status: 4, town: 40 }
const NAMES = [...NUMBERS, ...Object.keys(CATEGORIES)]

/** How often, at each number of cases, just the three columns are named; what was missed or named besides; and what a p-value would name. */
export async function simulateDrift({
  tries = 20,
  seed = 5,
  sizes = [20_000, 100_000, 1_000_000],
  log = () => {},
} = {}) {
  const criteria = await driftCriteria()
  const rows = []
  for (const cases of sizes) {
    const count = Math.max(2, Math.round(tries / (cases / sizes[0])))
    const row = { cases, tries: count, exact: 0, missed: 0, besides: 0, byPValue: 0 }
    for (let run = 0; run < count; run++) {
      const { named, significant } = tryOnce(criteria, cases, seed * 1000 + run)
      const missed = CHANGED.filter((name) => !named.includes(name)).length
      const besides = named.filter((name) => !CHANGED.includes(name)).length
      row.missed += missed
      row.besides += besides
      row.exact += missed + besides === 0 ? 1 : 0
      row.byPValue += significant.filter((name) => !CHANGED.includes(name)).length
    }
    log(row)
    rows.push(row)
  }
  return rows
}

async function driftCriteria() {
  const sets = [
    { name: 'test', role: 'test' },
    { name: 'reference', role: 'reference' },
  ]
  const context = {
    task: 'regression',
    targetUnit: null,
    basis: 'sample',
    segments: [],
    sets,
    hasLabel: true,
    labels: null,
    scoreless: false,
  }
  const { criteria } = await readPreset('replacement', 'regression', 'preset', context)
  return criteria
}

function tryOnce(criteria, cases, seed) {
  const random = seededRandom(seed)
  const reference = startReference(fields(), seed)
  for (const batch of batches(random, REFERENCE_ROWS, false)) reference.add(batch)
  const options = {
    task: 'regression',
    labels: [],
    positive: null,
    segments: [],
    features: fields(),
    confidence: 0.95,
    seed,
    wanted: [],
  }
  const measuring = startMeasuring(options)
  for (const columns of batches(random, cases, true)) {
    const side = { kind: 'values', values: new Float64Array(columns.rows) }
    measuring.add({
      rows: columns.rows,
      labels: [],
      positive: null,
      truth: { kind: 'none' },
      old: side,
      new: side,
      columns,
    })
  }
  const { estimates, evidence } = finishMeasuring(measuring, { set: 'test', rows: cases, compared: cases, reference })
  const findings = judgeColumns({ criteria, estimates, sets: [{ name: 'test', role: 'test' }], confidence: 0.95 })
  const named = [
    ...new Set(findings.filter(({ status }) => status === 'fail').map((finding) => finding.options.column)),
  ]
  const columns = evidence.drift.filter(({ about }) => about === 'columns')
  return {
    named,
    significant: columns.filter(({ pValue }) => pValue < 0.05 / columns.length).map(({ column }) => column),
  }
}

function fields() {
  return NAMES.map((name) =>
    name in CATEGORIES ? { name, kind: 'text', type: 'utf8' } : { name, kind: 'number', type: 'float64' },
  )
}

function* batches(random, rows, changed) {
  for (let start = 0; start < rows; start += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rows - start)
    yield { rows: length, start, columns: NAMES.map((name, place) => column(random, name, place, length, changed)) }
  }
}

function column(random, name, place, rows, changed) {
  if (name in CATEGORIES) {
    const width = CATEGORIES[name]
    // Each category is less frequent than the one before it; in the changed column the order is turned round.
    const power = changed && name === 'region' ? 0.55 : 1.5
    const codes = Int32Array.from({ length: rows }, () => Math.floor(width * random() ** power))
    return {
      kind: 'text',
      name,
      valid: null,
      codes,
      dictionary: Array.from({ length: width }, (_, i) => `${name} ${i}`),
    }
  }
  const shift = changed ? ({ age: 0.6, [HARMLESS]: 0.06 }[name] ?? 0) : 0
  const missing = name === 'income' ? (changed ? 0.16 : 0.04) : place % 4 === 0 ? 0.02 : 0
  const values = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) + shift
    // Some are skewed, some are counts with many ties.
    values[i] = place % 3 === 1 ? Math.exp(normal) : place % 3 === 2 ? Math.round(2 * normal) : normal
    if (missing > 0 && random() < missing) values[i] = Number.NaN
  }
  return { kind: 'number', name, valid: null, values }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) await simulateDrift({ log: say })

function say({ cases, tries, exact, missed, besides, byPValue }) {
  console.log(
    `${cases.toLocaleString('en')} cases, ${tries} tries: just the three named in ${exact}; ${missed} missed, ${besides} named besides; ` +
      `${(byPValue / tries).toFixed(1)} unchanged columns a try that a p-value (Bonferroni) would name.`,
  )
}
