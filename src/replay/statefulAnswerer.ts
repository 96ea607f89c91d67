import type { Batch } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { SequenceColumns } from '../core/sequence.js'
import { formatShape } from '../core/signature.js'
import type { InputMapper } from '../models/inputs.js'
import type { Answer, Model } from '../models/model.js'
import type { OutputMapper } from '../models/outputs.js'
import type { StatePlan } from '../models/states.js'
import { widthOf, type Tensor } from '../models/tensor.js'
import { takeTensorRows, TensorRows } from '../models/tensorRows.js'
import type { Answered, Answerer } from './answerer.js'
import { Sequences } from './sequences.js'
import { StateStore } from './stateStore.js'

/** What makes an artifact one with a state. */
export interface Stateful {
  /** How messages name the model. */
  readonly who: string
  readonly states: readonly StatePlan[]
  readonly columns: SequenceColumns
}

/**
 * An artifact whose inputs of state are fed from its outputs, case by case within each sequence: the answers are those of asking one case after the
 * other. Sequences may be mixed and go on from batch to batch; what is kept is one state for each.
 */
export function answerInSequence(
  model: Model,
  inputs: InputMapper,
  outputs: OutputMapper,
  { who, states, columns: { group, order }, columns }: Stateful,
  masks: readonly string[] = [],
): Answerer {
  const wanted = [...new Set([...outputs.wanted, ...states.map(({ output }) => output)])]
  let sequences = new Sequences(columns)
  let stores = states.map((plan) => new StateStore(plan))
  let turn: Promise<unknown> = Promise.resolve()

  const answer = async (batch: Batch, filling: Promise<readonly Tensor[]>): Promise<Answered> => {
    const waves = sequences.waves(batch)
    const filled = await filling
    const laid: TensorRows[] = []
    let elapsedNs = 0
    for (const wave of waves) {
      const fed = stores.map((store) => store.take(wave.sequences))
      const cases = filled.map((tensor) => takeTensorRows(tensor, wave.rows))
      const rows = wave.rows.map((row) => batch.start + row)
      const given = await model.predict([...cases, ...fed], wanted, batch.start, rows)
      elapsedNs += given.elapsedNs
      states.forEach((plan, index) => stores[index]!.keep(stateIn(given, plan, who), wave.sequences, sequences.count))
      given.outputs.forEach((output, index) => {
        laid[index] ??= new TensorRows(output, batch.rows)
        if (!laid[index].lay(output, wave.rows)) throw uneven(who, output)
      })
    }
    const whole = { outputs: laid.map((output) => output.finish()), elapsedNs }
    return {
      predictions: outputs.predictions(whole, batch.rows, batch.start, batch),
      answered: null,
      elapsedNs,
    }
  }

  return {
    columns: [...new Set([...inputs.columns, ...masks, group, ...(order === undefined ? [] : [order])])],
    ...(inputs.maxRows === undefined ? {} : { maxRows: inputs.maxRows }),
    answer(batch) {
      const filling = inputs.tensors(batch)
      filling.catch(() => {}) // Reported when its turn comes.
      // After a batch that failed, no state is known: those that follow fail with it.
      const answering = turn.then(() => answer(batch, filling))
      turn = answering
      turn.catch(() => {})
      return answering
    },
    restart() {
      sequences = new Sequences(columns)
      stores = states.map((plan) => new StateStore(plan))
      turn = Promise.resolve()
    },
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  }
}

/** The output that feeds an input, which its artifact may have left without a shape. */
function stateIn({ outputs }: Answer, { input, output, initial }: StatePlan, who: string): Tensor {
  const found = outputs.find(({ name }) => name === output)
  if (found === undefined) throw new Error(`bug: the answer does not hold the output "${output}"`)
  if (widthOf(found) === widthOf(initial)) return found
  throw new RecetteError(
    'MODEL_OUTPUT_MISMATCH',
    `${who}: output "${output}" has shape ${formatShape(found.shape)}, but input "${input}", which it feeds, takes ${formatShape([null, ...initial.shape.slice(1)])}.`,
    'Name the output that holds the state after a case, or re-export the model with a state of a fixed size.',
  )
}

function uneven(who: string, { name, shape }: Tensor): RecetteError {
  return new RecetteError(
    'MODEL_OUTPUT_MISMATCH',
    `${who}: output "${name}" has shape ${formatShape(shape)} for some cases and another for others of the same batch: they cannot be put side by side.`,
    'Export the model with an output of one shape for every case, or name another output in the plan.',
  )
}
