import { isFloat } from '../../core/dtype.js'
import { sortLabels } from '../../core/plainLabel.js'
import { formatShape, labelsOfOutput, type Port, type Signature } from '../../core/signature.js'
import type { LiveSpec, Side } from '../../core/spec.js'
import type { Task } from '../../core/task.js'
import { outputCandidates } from '../../models/chooseOutput.js'
import { widthOfPort } from '../../models/inputPlan.js'
import { answersOf } from '../../plan/draftHeads.js'
import type { Answer, Asker } from './asker.js'

export interface OutputAsked {
  readonly side: Side
  readonly signature: Signature
  readonly spec: LiveSpec
  readonly task: Task
  /** Distinct labels of the set, when they are few. */
  readonly labelValues: readonly string[] | null
}

/**
 * The output to compare, where several could be meant; null where one is plain. Of several questions that a model answers, the one that
 * fits the labels is taken, and why is said.
 */
export async function askOutput(
  asked: OutputAsked & { readonly heads: readonly string[] },
  asker: Asker,
): Promise<{ readonly output: string; readonly why?: string } | null> {
  const { side, signature, task, heads } = asked
  // Raw outputs are all compared.
  const found = task === 'classification' || task === 'regression' ? candidatesOf(asked) : []
  const [only] = found
  if (found.length < 2) {
    const others = answersOf(signature).filter(({ name }) => name !== only?.name)
    if (only === undefined || answersOf(signature).length < 2) return null
    return {
      output: only.name,
      why: `guessed: it fits ${task === 'classification' ? 'the labels' : 'a value'}; not ${others.map(shownPort).join(', ')}`,
    }
  }
  const { value } = await asker.ask({
    text: `Which output of ${side} is to be compared?`,
    choices: found.map(({ name, dtype, shape }) => ({ value: name, note: `${dtype} ${formatShape(shape)}` })),
    decides: `--output-${side} OUTPUT`,
    other: (text) => (signature.outputs.some(({ name }) => name === text) ? null : `There is no output "${text}".`),
    ...(heads.length === 0
      ? {}
      : {
          besides: `To compare every answer, write a plan that names the heads, in the place of columns.label:\n${heads.join('\n')}`,
        }),
  })
  return { output: value }
}

function shownPort({ name, dtype, shape }: Port): string {
  return `${name} (${dtype} ${formatShape(shape)})`
}

/**
 * The labels of a model without names, in the order of its scores: where nobody can be asked, those of the set in sorted order, as common
 * libraries have them. Null where no order is needed: one score, answers that are labels, names in the artifact.
 */
export async function askLabelOrder(asked: OutputAsked, asker: Asker): Promise<Answer | null> {
  const { side, signature, spec, task, labelValues } = asked
  if (task !== 'classification' || spec.labels !== undefined) return null
  const output = spec.output === undefined ? candidatesOf(asked)[0] : named(signature, spec.output)
  if (labelsOfOutput(signature, output?.name) !== undefined) return null
  const width = output === undefined || !isFloat(output.dtype) ? null : widthOfPort(output)
  if (output === undefined || width === null || width < 2 || labelValues === null) return null
  // A list that is parted by commas cannot hold such a label; the draft then shows how to write it.
  if (labelValues.some((label) => label.includes(','))) return null
  const sorted = sortLabels(labelValues)
  const usual = sorted.length === width ? joined(sorted) : undefined
  const choices = [
    ...(usual === undefined ? [] : [{ value: usual, note: 'as scikit-learn and Keras sort them' }]),
    ...(usual !== undefined && width === 2 ? [{ value: joined([...sorted].reverse()) }] : []),
  ]
  return asker.ask({
    text: `In which order does output "${output.name}" of ${side} score the labels? It gives ${width} scores and no names; the set has the labels ${sorted.join(', ')}.`,
    choices,
    decides: `--labels-${side} LABEL,LABEL,…`,
    ...(usual === undefined ? {} : { usual }),
    other(text) {
      const labels = splitLabels(text)
      if (new Set(labels).size < labels.length) return 'A label stands there twice.'
      return labels.length === width ? null : `That is ${labels.length} labels, but there are ${width} scores.`
    },
  })
}

/** `no,yes`; a comma inside a label is for a plan to write. */
export function splitLabels(text: string): string[] {
  return text.split(',').map((label) => label.trim())
}

function joined(labels: readonly string[]): string {
  return labels.join(',')
}

function candidatesOf({ side, signature, spec, task, labelValues }: OutputAsked): readonly Port[] {
  const labelCount = (spec.labels ?? signature.labels ?? labelValues ?? []).length
  return outputCandidates({ context: { who: side, side }, signature, spec, task, labelCount })
}

function named({ outputs }: Signature, output: string): Port | undefined {
  return outputs.find(({ name }) => name === output)
}
