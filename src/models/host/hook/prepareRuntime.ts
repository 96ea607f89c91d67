import type { HookRequest } from '../../protocol.js'
import { rowsOf, type Tensor } from '../../tensor.js'
import { runInSteps } from '../runInSteps.js'
import type { Runtime } from '../runtime.js'
import { findIncomplete } from './findIncomplete.js'
import { hookFailure } from './hookFailure.js'
import { loadHookModule } from './loadHookModule.js'
import { readPrepared } from './readPrepared.js'

/** What a preparation is given: the cases of one batch. */
export interface Cases {
  readonly rows: number
  /** By input: a typed array of rows × shape numbers, row-major, or a list of texts. */
  readonly inputs: Readonly<Record<string, Tensor['data']>>
  /** By input: its shape, rows first. */
  readonly shapes: Readonly<Record<string, readonly number[]>>
}

/** A model with the plan's own code before it: to the outside it takes what that code takes. */
export async function prepareRuntime(runtime: Runtime, hook: HookRequest): Promise<Runtime> {
  const { inputs, prepare } = await loadHookModule(hook)
  const modelInputs = runtime.signature.inputs
  return {
    signature: { ...runtime.signature, inputs },
    runtime: runtime.runtime,
    async run(given, wanted) {
      const rows = rowsOf(given[0]!)
      const answer = await callHook(prepare, casesOf(given, rows), hook)
      const prepared = readPrepared(answer, modelInputs, rows, findIncomplete(given), hook.shown)
      // The model may take a fixed number of cases at a time; the preparation takes any.
      return runInSteps(runtime, prepared, wanted)
    },
  }
}

function casesOf(given: readonly Tensor[], rows: number): Cases {
  return {
    rows,
    inputs: Object.fromEntries(given.map(({ name, data }) => [name, data])),
    shapes: Object.fromEntries(given.map(({ name, shape }) => [name, shape])),
  }
}

async function callHook(prepare: (cases: Cases) => unknown, cases: Cases, hook: HookRequest): Promise<unknown> {
  try {
    return await prepare(cases)
  } catch (error) {
    throw hookFailure(error, hook)
  }
}
