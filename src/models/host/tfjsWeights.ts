import { size } from '../../core/batch.js'
import type { WeightsReport } from '../../core/weights.js'
import { floatsOf } from './onnxWeights.js'
import type { WeightSpec } from '../weightsManifest.js'
import type { TfjsArtifact } from './tfjsFiles.js'
import { WeightTally } from './weightTally.js'

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 }

/** The tensors that model.json describes, in its order; null where one has no fixed length (texts), or where there are too many. */
export function tfjsWeights({
  weightSpecs,
  weightData,
}: Pick<TfjsArtifact, 'weightSpecs' | 'weightData'>): WeightsReport | null {
  const tally = new WeightTally()
  let offset = 0
  for (const spec of weightSpecs) {
    const stored = spec.quantization?.dtype ?? spec.dtype
    const width = BYTES[stored]
    if (width === undefined) return null
    const bytes = new Uint8Array(weightData, offset, size(spec.shape) * width)
    offset += bytes.length
    const floats = spec.dtype === 'float32' ? numbersOf(spec, stored, bytes) : null
    if (!tally.add({ dtype: stored, shape: spec.shape, bytes, floats })) return null
  }
  return tally.report()
}

/** What TF.js computes with: quantized weights are steps from a least value. */
function numbersOf(
  { quantization }: WeightSpec,
  stored: string,
  bytes: Uint8Array,
): Float32Array | Float64Array | null {
  if (stored === 'float32' || stored === 'float16') return floatsOf(stored, bytes)
  const { scale, min } = quantization as { scale?: number; min?: number }
  if (scale === undefined || min === undefined) return null
  const steps = stored === 'uint16' ? new Uint16Array(bytes.slice().buffer) : bytes
  return Float32Array.from(steps, (step) => step * scale + min)
}
