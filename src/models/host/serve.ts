import type { Readable, Writable } from 'node:stream'
import { WANTED } from '../protocol.js'
import { rowsOf } from '../tensor.js'
import { decodeTensors, TensorWriter } from '../tensorStream.js'
import { peakMemoryBytes, send } from './control.js'
import { runBatch } from './runBatch.js'
import type { Runtime } from './runtime.js'

/** Answers batch after batch until the input ends; in steps of `step` cases where the plan asks for it. */
export async function serve(runtime: Runtime, input: Readable, output: Writable, step: number | null): Promise<void> {
  const writer = new TensorWriter()
  const sent = writer.pipeTo(output)
  const { metadata, batches } = await decodeTensors(input)
  const wanted = JSON.parse(metadata.get(WANTED) ?? 'null') as string[] | null
  const names = wanted ?? runtime.signature.outputs.map((output) => output.name)
  for await (const inputs of batches) {
    const begun = process.hrtime.bigint()
    const outputs = await runBatch(runtime, inputs, names, step)
    const elapsedNs = Number(process.hrtime.bigint() - begun)
    send({ type: 'batch', rows: rowsOf(inputs[0]!), elapsedNs, peakMemoryBytes: peakMemoryBytes() })
    writer.write(outputs)
  }
  writer.close()
  await sent
}
