import type { Batch } from '../core/batch.js'
import type { InputMapper } from '../models/inputs.js'
import type { Model } from '../models/model.js'
import type { OutputMapper } from '../models/outputs.js'
import type { Answered, Answerer } from './answerer.js'

/** An artifact in its host: columns in, predictions out, by the two halves of its mapping. */
export function answerByArtifact(
  model: Model,
  inputs: InputMapper,
  /** One for each head; the model is asked for all of them at once. */
  heads: readonly OutputMapper[],
  /** Set columns that say which elements of the outputs count. */
  masks: readonly string[] = [],
): Answerer {
  const wanted = [...new Set(heads.flatMap((outputs) => outputs.wanted))]
  return {
    columns: [...new Set([...inputs.columns, ...masks])],
    ...(inputs.maxRows === undefined ? {} : { maxRows: inputs.maxRows }),
    async answer(batch: Batch): Promise<Answered> {
      const answer = await model.predict(await inputs.tensors(batch), wanted, batch.start)
      const answered = heads.map((outputs) => ({
        predictions: outputs.predictions(answer, batch.rows, batch.start, batch),
        answered: null,
      }))
      return {
        ...answered[0]!,
        ...(answered.length === 1 ? {} : { heads: answered }),
        elapsedNs: answer.elapsedNs,
      }
    },
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  }
}
