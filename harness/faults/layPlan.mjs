// The plan of every try: the models of the example `replacement` (ONNX and TensorFlow.js) on few cases, so that a try takes a second or two and yet
// goes through all that a run does: both replays, latencies, the noise floor, the report.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ROWS = 120
/** A host that answers no more is ended after so long; a busy machine may take a few seconds to load one. */
const TIMEOUT = '10 s'

export async function layPlan(folder) {
  const example = join(ROOT, 'harness/examples/replacement')
  const set = join(folder, 'test.parquet')
  const database = await (await DuckDBInstance.create()).connect()
  const source = join(ROOT, 'datasets/flights/test.parquet')
  await database.run(`COPY (SELECT * FROM '${source}' LIMIT ${ROWS}) TO '${set}' (FORMAT parquet)`)
  database.closeSync()
  const plan = parse(readFileSync(join(example, 'recette.yaml'), 'utf8'))
  for (const model of [plan.models.old, plan.models.new]) {
    model.artifact = join(example, model.artifact)
    model.timeout = TIMEOUT
  }
  plan.sets = { test: set }
  // What so few cases can show: the undisturbed run passes.
  plan.criteria = [
    { measure: 'coverage', atLeast: '100 %' },
    { measure: 'accuracy', maxDegradation: '30 points' },
  ]
  plan.report = { languages: ['en'] }
  const path = join(folder, 'recette.yaml')
  writeFileSync(path, stringify(plan))
  return path
}
