import type { Batch } from '../core/batch.js'
import type { InputMapper } from '../models/inputs.js'
import type { Model } from '../models/model.js'
import type { OutputMapper } from '../models/outputs.js'
import type { Answered, Answerer } from './answerer.js'

/** An artifact in its host: columns in, predictions out, by the two halves of its mapping. */
export function answerByArtifact(
  model: Model,
  inputs: InputMapper,
  outputs: OutputMapper,
  /** Set columns that say which elements of the outputs count. */
  masks: readonly string[] = [],
): Answerer {
  return {
    columns: [...new Set([...inputs.columns, ...masks])],
    ...(inputs.maxRows === undefined ? {} : { maxRows: inputs.maxRows }),
    async answer(batch: Batch): Promise<Answered> {
      const answer = await model.predict(await inputs.tensors(batch), outputs.wanted, batch.start)
      return {
        predictions: outputs.predictions(answer, batch.rows, batch.start, batch),
        answered: null,
        elapsedNs: answer.elapsedNs,
      }
    },
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  }
}
