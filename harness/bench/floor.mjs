// The bare floor: read the set once, run both networks over it in this one process, keep the answers, and do nothing else.
// usage: node harness/bench/floor.mjs SET.parquet OLD.onnx NEW.onnx
import { DuckDBInstance } from '@duckdb/node-api'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { COLUMNS } from './data.mjs'

const BATCH = 32_768
const [set, ...models] = process.argv.slice(2)
const started = performance.now()
const sessions = await Promise.all(models.map((model) => InferenceSession.create(model, { logSeverityLevel: 3 })))
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const stream = await connection.stream(`SELECT * FROM '${set}'`)

let rows = 0
let filled = 0
let features = new Float32Array(BATCH * COLUMNS)
const answers = []
for (;;) {
  const chunk = await stream.fetchChunk()
  if (chunk === null || chunk.rowCount === 0) break
  if (filled + chunk.rowCount > BATCH) await infer()
  for (let j = 0; j < COLUMNS; j++) {
    const { items } = chunk.getColumnVector(j)
    for (let i = 0; i < chunk.rowCount; i++) features[(filled + i) * COLUMNS + j] = items[i]
  }
  filled += chunk.rowCount
  rows += chunk.rowCount
}
await infer()
console.log(JSON.stringify({ rows, batches: answers.length, ms: performance.now() - started }))

async function infer() {
  if (filled === 0) return
  const input = new Tensor('float32', features.subarray(0, filled * COLUMNS), [filled, COLUMNS])
  for (const session of sessions) {
    const outputs = await session.run({ [session.inputNames[0]]: input }, [session.outputNames[1]])
    answers.push(outputs[session.outputNames[1]].data)
  }
  features = new Float32Array(BATCH * COLUMNS)
  filled = 0
}
