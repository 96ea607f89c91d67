import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WeightsReport } from '../../core/weights.js'
import { readCheckpointIndex, type CheckpointEntry } from './checkpointIndex.js'
import { floatsOf } from './onnxWeights.js'
import { MOST_ELEMENTS, WeightTally } from './weightTally.js'
import { isBrokenWire } from './wire.js'

/** TensorFlow's numbers of the types that weights have (types.proto); texts and other things are none. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  9: 'int64',
  10: 'bool',
  14: 'bfloat16',
  19: 'float16',
}
/** What training keeps beside the weights: moments of the optimizer, counters of saving. Keras's export keeps every variable in a second list. */
const NO_WEIGHTS = /^_all_variables\/|(^|\/)(_?optimizer|\.OPTIMIZER_SLOT|save_counter)(\/|$)/

/**
 * Of the variables in `variables/`, as the Python host tells them of the same folder. Null where there are none or too many, or where the files are
 * written in a way that is not read here: a notice hangs on it, no more.
 */
export async function savedModelWeights(folder: string): Promise<WeightsReport | null> {
  try {
    const index = readCheckpointIndex(await readFile(join(folder, 'variables', 'variables.index')))
    if (index === null) return null
    const kept = index.entries.filter(({ name, type }) => type in TYPES && !NO_WEIGHTS.test(name))
    const elements = kept.reduce((sum, entry) => sum + entry.shape.reduce((product, length) => product * length, 1), 0)
    if (kept.length === 0 || elements > MOST_ELEMENTS || kept.some(({ sliced }) => sliced)) return null
    const tally = new WeightTally()
    for (const entry of kept) {
      const dtype = TYPES[entry.type]!
      const bytes = await readTensor(folder, index.shards, entry)
      if (!tally.add({ dtype, shape: entry.shape, bytes, floats: floatsOf(dtype, bytes) })) return null
    }
    return tally.report()
  } catch (error) {
    if (isBrokenWire(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function readTensor(folder: string, shards: number, entry: CheckpointEntry): Promise<Uint8Array> {
  const [shard, all] = [entry.shard, shards].map((value) => String(value).padStart(5, '0'))
  const name = `variables.data-${shard}-of-${all}`
  await using file = await open(join(folder, 'variables', name))
  const { size } = await file.stat()
  if (entry.offset + entry.bytes > size) throw new RangeError('a tensor ends behind its file')
  const bytes = new Uint8Array(entry.bytes)
  await file.read(bytes, 0, entry.bytes, entry.offset)
  return bytes
}
