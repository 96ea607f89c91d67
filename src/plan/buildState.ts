import type { StateUse } from '../core/sequence.js'
import type { Builder } from './builder.js'
import type { WrittenInputSection } from './inputSchema.js'
import type { WrittenInput } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

type WrittenState = WrittenInputSection & { readonly state: string }

export function isState(use: WrittenInput): use is WrittenState {
  return typeof use === 'object' && 'state' in use && use.state !== undefined
}

/** An input that is fed from an output: nothing but its beginning can be said of it. */
export function buildState(written: WrittenState, path: PlanPath, { problems }: Builder): StateUse {
  const { state, initial = 0 } = written
  for (const [key, value] of Object.entries(written)) {
    if (value === undefined || key === 'state' || key === 'initial') continue
    problems.add(
      [...path, key],
      'PLAN_DOES_NOT_FIT',
      `${[...path, key].join('.')} does not go together with state: the input takes an output of the case before, as it is.`,
      `Remove ${key}.`,
    )
  }
  return { output: state, initial }
}

/** Says of each of them why this model cannot have any. */
export function refuseStates(
  states: Readonly<Record<string, StateUse>>,
  path: PlanPath,
  why: string,
  { problems }: Builder,
): void {
  for (const name of Object.keys(states))
    problems.add(
      [...path, name, 'state'],
      'PLAN_DOES_NOT_FIT',
      `${[...path, name].join('.')} ${why}.`,
      'Hand the model itself over as an artifact without a preparation, or replay its recorded predictions.',
    )
}
