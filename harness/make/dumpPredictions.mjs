// Writes what both models of a plan answered for one set, as an Arrow file that reference_metrics.py reads and that a plan can take
// as recorded predictions.
// usage: node harness/make/dumpPredictions.mjs PLAN SET OUT.arrow      (after `npm run setup`)
import { tableFromArrays, tableToIPC } from 'apache-arrow'
import { writeFileSync } from 'node:fs'
import { openComparison } from '../../dist/cli/acceptance/comparison.js'
import { cellText, columnOf } from '../../dist/core/batch.js'
import { openSet } from '../../dist/data/openSet.js'
import { loadPlan } from '../../dist/plan/loadPlan.js'
import { replaySet } from '../../dist/replay/replaySet.js'
import { readTruth } from '../../dist/replay/truth.js'

const [planPath, setName, out] = process.argv.slice(2)
if (out === undefined) {
  console.error('usage: node harness/make/dumpPredictions.mjs PLAN SET OUT.arrow')
  process.exit(2)
}
const { plan } = await loadPlan(planPath)
const spec = plan.sets.find(({ name }) => name === setName)
const set = await openSet(spec)
const { signal } = new AbortController()
const comparison = await openComparison({ plan, inferred: false, sets: [set], answers: undefined, signal })
const agreement = comparison.heads[0].agreement
const labels = agreement?.labels ?? []
const positive = agreement?.positive ?? null
const ids = []
const truths = []
const scores = { old: [], new: [] }
const segments = Object.fromEntries(plan.columns.segments.map(({ name }) => [`segment:${name}`, []]))
const { id } = plan.columns
const replay = replaySet(
  {
    set,
    old: await comparison.answerer('old', set),
    new: await comparison.answerer('new', set),
    heads: [
      {
        truth: readTruth({ set: spec.file.shown, task: plan.task, columns: plan.columns, labels }),
        labels,
        positive,
      },
    ],
    columns: set.fields.map(({ name }) => name),
    check: () => {},
    signal,
  },
  [{ rows: 0, compared: 0, excluded: new Map(), elapsedNs: { old: null, new: null } }],
)
for await (const { batch } of replay) {
  const idColumn = id === undefined ? null : columnOf(batch.columns, id)
  for (let row = 0; row < batch.rows; row++) {
    ids.push(idColumn === null ? String(batch.columns.start + row + 1) : cellText(idColumn, row))
    for (const { name } of plan.columns.segments)
      segments[`segment:${name}`].push(cellText(columnOf(batch.columns, name), row))
    truths.push(batch.truth.kind === 'classes' ? labels[batch.truth.labels[row]] : batch.truth.values[row])
  }
  for (const side of ['old', 'new'])
    scores[side].push(batch[side].kind === 'classes' ? batch[side].scores : batch[side].values)
}
await comparison[Symbol.asyncDispose]()

const columns = {
  id: ids,
  label: truths.every((value) => typeof value === 'number') ? Float64Array.from(truths) : truths,
}
for (const side of ['old', 'new']) {
  const all = Float64Array.from({ length: ids.length * Math.max(labels.length, 1) })
  let at = 0
  for (const part of scores[side]) {
    all.set(part, at)
    at += part.length
  }
  if (labels.length === 0) columns[side] = all
  for (const [index, name] of labels.entries()) {
    columns[`${side}:${name}`] = Float64Array.from(ids, (_, row) => all[row * labels.length + index])
  }
}
writeFileSync(out, tableToIPC(tableFromArrays({ ...columns, ...segments }), 'file'))
console.log(`${ids.length} cases of ${setName} -> ${out}`)
