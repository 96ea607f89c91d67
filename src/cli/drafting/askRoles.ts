import type { Field } from '../../core/batch.js'
import { isFloat } from '../../core/dtype.js'
import { sortLabels } from '../../core/plainLabel.js'
import type { Signature } from '../../core/signature.js'
import type { Task } from '../../core/task.js'
import { widthOfPort } from '../../models/inputPlan.js'
import { labelCandidates, usualPositive } from '../../plan/inferPlan.js'
import type { Asker } from './asker.js'

const NO_LABEL = '(none)'

/** The column with the right answer: one of several so called, or, where somebody can be asked, any at all. */
export async function askLabel(fields: readonly Field[], asker: Asker): Promise<string | null> {
  const [named, ...others] = labelCandidates(fields)
  if (named !== undefined && others.length === 0) return named
  if (named !== undefined) {
    const choices = [named, ...others].map((value) => ({ value, note: typeOf(fields, value) }))
    return (await asker.ask({ text: WHICH_LABEL, choices, decides: '--label COLUMN' })).value
  }
  const able = fields.filter(({ kind }) => kind !== 'tensor')
  const answer = await asker.ask({
    text: WHICH_LABEL,
    choices: [
      { value: NO_LABEL, note: 'old and new are then compared with each other only' },
      ...able.slice(-MOST_LISTED).map(({ name, type }) => ({ value: name, note: type })),
    ],
    decides: '--label COLUMN',
    usual: NO_LABEL,
    other: (text) => (able.some(({ name }) => name === text) ? null : `There is no column "${text}".`),
  })
  return answer.value === NO_LABEL ? null : answer.value
}

const WHICH_LABEL = 'Which column holds the right answer?'
/** A label usually stands among the last columns. */
const MOST_LISTED = 20

/** Whether few whole numbers are classes or quantities, where the models do not show it either. */
export async function askTask(
  label: Field | undefined,
  values: readonly string[] | null,
  signatures: readonly (Signature | null)[],
  asker: Asker,
): Promise<Task | null> {
  const few = label?.kind === 'number' && values !== null && values.length > 2 && values.length <= 20
  if (!few || !values.every((value) => /^-?\d+$/.test(value))) return null
  const known = signatures.filter((signature) => signature !== null)
  if (known.length < signatures.length || known.some(({ labels }) => labels !== undefined)) return null
  const outputs = known.flatMap((signature) => signature.outputs)
  if (outputs.some(({ dtype, shape, name }) => isFloat(dtype) && widthOfPort({ name, dtype, shape }) !== 1)) return null
  const onlyFloats = outputs.every(({ dtype }) => isFloat(dtype))
  const answer = await asker.ask({
    text: `What do the models do? The label "${label.name}" holds ${values.length} whole numbers, and both models give one number a case.`,
    choices: [
      { value: 'regression', note: 'they estimate a quantity' },
      { value: 'classification', note: 'they choose one of some classes' },
    ],
    decides: '--task TASK',
    ...(onlyFloats ? { usual: 'regression' } : {}),
  })
  return answer.value === 'regression' ? 'regression' : 'classification'
}

/**
 * The positive label of two whose names do not say it. It must be known where a single score speaks of it, since the scores could be read
 * the wrong way round on both sides and still agree.
 */
export async function askPositive(
  values: readonly string[] | null,
  signatures: readonly (Signature | null)[],
  asker: Asker,
): Promise<string | null> {
  if (values?.length !== 2 || usualPositive(values) !== undefined) return null
  const [first, second] = sortLabels(values)
  const numbers = values.every((value) => !Number.isNaN(Number(value)))
  const speaksOfIt = signatures.some(
    (signature) => signature !== null && signature.labels === undefined && signature.outputs.every(isSingleScore),
  )
  const answer = await asker.ask({
    text: `Which label is the positive one, the case that is looked for?${speaksOfIt ? ' A model gives a single score, which speaks of that label.' : ''}`,
    choices: [{ value: second! }, { value: first! }],
    decides: '--positive LABEL',
    ...(speaksOfIt && !numbers ? {} : { usual: second! }),
  })
  return answer.chosen ? answer.value : null
}

function isSingleScore(port: Signature['outputs'][number]): boolean {
  return isFloat(port.dtype) && widthOfPort(port) === 1
}

function typeOf(fields: readonly Field[], name: string): string {
  return fields.find((field) => field.name === name)?.type ?? ''
}
