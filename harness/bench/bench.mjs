// `npm run bench [-- --rows 1000000 --runs 3]`: Recette against the bare floor on the same files, in one run, as ratios.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeSet } from './data.mjs'
import { measure } from './processTree.mjs'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '3' } },
})
const rows = Number(values.rows)
const runs = Number(values.runs)
const root = fileURLToPath(new URL('../..', import.meta.url))
const here = (file) => join(root, 'harness/bench', file)
const set = await makeSet(join(root, `reports/bench/test-${rows}.parquet`), rows)
// A sample of other rows, so that the drift of every column is measured too.
const reference = await makeSet(join(root, 'reports/bench/reference.parquet'), 50_000, 400_000_000)
const scratch = mkdtempSync(join(tmpdir(), 'recette-bench-'))
const cli = join(root, 'dist/cli/main.js')
const plan = join(scratch, 'recette.yaml')
writeFileSync(
  plan,
  `recette: 1
title: Bench
task: classification
models:
  old: { artifact: ${here('old.onnx')}, labels: ["no", "yes"] }
  new: { artifact: ${here('new.onnx')}, labels: ["no", "yes"] }
sets: { test: ${set}, reference: ${reference} }
columns: { label: label, positive: "yes" }
preset: replacement
`,
)

console.log(
  `${rows.toLocaleString('en')} cases x 20 columns + label, two small networks, Parquet; ${runs} runs each, medians.`,
)
console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}\n`)
const floors = []
const whole = []
const helps = []
for (let run = 0; run < runs; run++) {
  floors.push(must(await measure(process.execPath, [here('floor.mjs'), set, here('old.onnx'), here('new.onnx')]), [0]))
  // 0, 1 and 3 are verdicts; anything else measured nothing.
  whole.push(
    must(
      await measure(process.execPath, [cli, 'run', plan, '--out', join(scratch, `out-${run}`), '--quiet']),
      [0, 1, 3],
    ),
  )
}
for (let run = 0; run < Math.max(runs, 5); run++)
  helps.push(must(await measure(process.execPath, [cli, '--help']), [0]))
rmSync(scratch, { recursive: true })

row('', 'wall s', 'CPU s', 'peak MB')
row('floor (read once, infer both)', ...figures(floors))
row('recette run (whole)', ...figures(whole))
const ratio = median(whole.map(({ ms }) => ms)) / median(floors.map(({ ms }) => ms))
console.log(`\nrecette run / floor: ${ratio.toFixed(2)} x   (bar: 3 x)`)
console.log(
  `peak memory of all processes: ${(Math.max(...whole.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0)} MB   (bar: 1,500 MB)`,
)
console.log(`recette --help: ${median(helps.map(({ ms }) => ms)).toFixed(0)} ms   (bar: 150 ms)`)

function must(measured, codes) {
  if (codes.includes(measured.code)) return measured
  console.error(`✖ exit code ${measured.code}; the bench measured nothing.\n${measured.output}`)
  process.exit(4)
}

function figures(list) {
  const seconds = list.map(({ ms }) => ms / 1000)
  return [
    `${median(seconds).toFixed(2)} (${Math.min(...seconds).toFixed(2)}-${Math.max(...seconds).toFixed(2)})`,
    median(list.map(({ cpuMs }) => cpuMs / 1000)).toFixed(2),
    (Math.max(...list.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0),
  ]
}

function row(name, ...cells) {
  console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(18)).join(''))
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
