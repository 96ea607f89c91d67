import { withBatchFirst, type BatchAxis } from './batchAxis.js'
import type { Model } from './model.js'

/**
 * A model as everybody else sees it, whatever its own batch axis: the first axis of its inputs and outputs counts the cases. What it takes to
 * serve it so (case by case, or in steps) is the host's affair, which knows a model without a batch axis by inputs of one axis too many.
 */
export function adaptBatch(model: Model, batch: BatchAxis): Model {
  const signature = withBatchFirst(model.signature, batch.is)
  return {
    signature,
    batch,
    runtime: model.runtime,
    warnings: model.warnings,
    preparation: model.preparation,
    threads: model.threads,
    weights: model.weights,
    isolation: model.isolation,
    peakMemoryBytes: () => model.peakMemoryBytes(),
    predict: (inputs, wanted, start, rows) => model.predict(inputs, wanted, start, rows),
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  }
}
