import type { Readable, Writable } from 'node:stream'
import { WANTED } from '../protocol.js'
import { RecetteError } from '../../core/errors.js'
import { rowsOf, type Tensor } from '../tensor.js'
import { decodeTensors, TensorWriter } from '../tensorStream.js'
import { peakMemoryBytes, send } from './control.js'
import { findFailingCase } from './failingCase.js'
import { isOutOfMemory } from './outOfMemory.js'
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
    const outputs = await answerBatch(runtime, inputs, names, step)
    const elapsedNs = Number(process.hrtime.bigint() - begun)
    send({ type: 'batch', rows: rowsOf(inputs[0]!), elapsedNs, peakMemoryBytes: peakMemoryBytes() })
    writer.write(outputs)
  }
  writer.close()
  await sent
}

/** What the host itself refuses says so; any other failure may come of one case. */
async function answerBatch(
  runtime: Runtime,
  inputs: readonly Tensor[],
  names: readonly string[],
  step: number | null,
): Promise<readonly Tensor[]> {
  const answer = (some: readonly Tensor[]): Promise<readonly Tensor[]> => runBatch(runtime, some, names, step)
  try {
    return await answer(inputs)
  } catch (error) {
    const found =
      error instanceof RecetteError || isOutOfMemory(error) ? null : await findFailingCase(inputs, answer, error)
    throw found ?? error
  }
}
