import type { Field } from '../core/batch.js'
import { isFloat } from '../core/dtype.js'
import type { HeadTask } from '../core/head.js'
import type { Port, Signature } from '../core/signature.js'
import type { Side } from '../core/spec.js'
import { yamlList, yamlText } from '../core/yamlText.js'
import { columnWords, plainName } from './columnWords.js'
import { pairPorts } from './pairPorts.js'

export interface HeadFacts {
  /** Null for a side whose outputs are not known: recorded predictions. */
  readonly signatures: Readonly<Record<Side, Signature | null>>
  readonly task: HeadTask
  /** The outputs that are compared where nothing else is said, as far as they are known. */
  readonly outputs: Readonly<Partial<Record<Side, string>>>
  /** Their labels in the order of the scores. */
  readonly labels: Readonly<Partial<Record<Side, readonly string[]>>>
  readonly label: string | undefined
  readonly fields: readonly Field[]
}

/** Words that tell how an answer is written, not what it answers. */
const OF_WRITING = new Set(
  'prob probs proba probability probabilities logit logits score scores label labels class classes predict predicted prediction predictions decision function raw output outputs softmax sigmoid argmax index value values y'.split(
    ' ',
  ),
)
/** What a model gives out beside its answers. */
const NO_ANSWER = /embed|hidden|feature|pool|attention|state|mask|leaf|contrib|variance|uncertain/i
/** As many labels are left as blanks to fill in. */
const MOST_BLANKS = 12

/** The outputs that answer different questions, one of each: labels, scores and logits of one question are one answer. */
export function answersOf({ outputs }: Signature): readonly Port[] {
  const byQuestion = new Map<string, Port>()
  for (const port of outputs) {
    if (port.shape.length > 2 || NO_ANSWER.test(port.name)) continue
    const question = questionOf(port)
    const known = byQuestion.get(question)
    if (known === undefined || (isFloat(port.dtype) && rank(port) > rank(known))) byQuestion.set(question, port)
  }
  // Beside answers with names of their own, the nameless one is all of them side by side.
  if (byQuestion.size > 2) byQuestion.delete('')
  return [...byQuestion.values()]
}

/**
 * `heads` for a plan, where a model answers several questions; empty where none does. The columns and pairs are guesses from names and
 * shapes, capitals are for the reader to fill in.
 */
export function draftHeads(facts: HeadFacts): readonly string[] {
  const { signatures, outputs, labels, label, fields, task } = facts
  const answers = { old: answersHere(signatures.old), new: answersHere(signatures.new) }
  if (answers.old.length < 2 && answers.new.length < 2) return []
  const from = answers.old.length > 0 ? 'old' : 'new'
  const pairs =
    from === 'old' && answers.new.length > 0
      ? pairPorts(answers.old, answers.new)
      : answers[from].map((port) => ({ old: port, new: null, why: null }))
  return [
    'heads:',
    ...pairs.flatMap(({ old: port, new: other, why }) => {
      const isChosen = outputs[from] === port.name && label !== undefined
      const taken = answers[from].some(({ name }) => name === outputs[from]) ? label : undefined
      const column = isChosen ? yamlText(label) : columnOf(port, fields, taken)
      const of = taskOf(port, task)
      const own = of === task ? '' : `    task: ${of}   # guessed from its shape\n`
      const at = (side: Side) => ({ side, head: port.name, task: of, labels: isChosen ? labels[side] : undefined })
      const first = sideText(port, at(from))
      const second = otherText(other, signatures, at(from === 'old' ? 'new' : 'old'))
      const doubt = why === null ? '' : `   # guessed: ${why}`
      return `  ${yamlText(port.name)}:\n${own}    label: ${column}\n${first}\n${second}${doubt}`.split('\n')
    }),
  ]
}

/** Several numbers are scores; a single one is a value, unless it is called a score. */
function taskOf({ name, dtype, shape }: Port, task: HeadTask): HeadTask {
  if (!isFloat(dtype) || shape.length !== 2) return dtype === 'utf8' ? 'classification' : task
  if (shape[1] !== 1) return 'classification'
  return /prob|logit|sigmoid|score/i.test(name) ? 'classification' : 'regression'
}

function answersHere(signature: Signature | null): readonly Port[] {
  return signature === null ? [] : answersOf(signature)
}

interface Place {
  readonly side: Side
  readonly head: string
  readonly task: HeadTask
  readonly labels: readonly string[] | undefined
}

function sideText({ name, shape, dtype, labels: carried }: Port, { side, head, task, labels }: Place): string {
  const width = shape.length === 2 ? (shape[1] ?? null) : null
  const many = width === null || width > MOST_BLANKS ? '[LABEL, …]' : `[${blanks(width)}]`
  const asked = carried === undefined && task === 'classification' && isFloat(dtype) && width !== 1
  const own = labels === undefined ? many : yamlList(labels)
  const keys = [...(name === head ? [] : [`output: ${yamlText(name)}`]), ...(asked ? [`labels: ${own}`] : [])]
  return `    ${side}: { ${keys.length === 0 ? `output: ${yamlText(name)}` : keys.join(', ')} }`
}

function otherText(port: Port | null, signatures: HeadFacts['signatures'], place: Place): string {
  const { side, task } = place
  if (port !== null) return sideText(port, place)
  if (signatures[side] !== null) return `    ${side}: { output: NAME }`
  return `    ${side}: { ${task === 'regression' ? 'value' : 'predicted'}: COLUMN }`
}

function blanks(count: number): string {
  return Array.from({ length: count }, (_, index) => `LABEL_${index + 1}`).join(', ')
}

/** The column whose name has the words of the output's, or a place to write it. */
function columnOf(port: Port, fields: readonly Field[], taken: string | undefined): string {
  const words = questionWords(port.name)
  const fits = fields.filter(({ name, kind }) => {
    const have = columnWords(name)
    return kind !== 'tensor' && name !== taken && words.length > 0 && words.every((word) => have.includes(word))
  })
  const exact = fits.filter(({ name }) => plainName(name) === plainName(port.name))
  if (exact.length === 1) return yamlText(exact[0]!.name)
  return fits.length === 1 ? yamlText(fits[0]!.name) : 'COLUMN'
}

function questionOf({ name }: Port): string {
  return questionWords(name).join(' ')
}

function questionWords(name: string): readonly string[] {
  return columnWords(name).filter((word) => !OF_WRITING.has(word))
}

function rank({ dtype, shape }: Port): number {
  return (isFloat(dtype) ? 2 : 0) + (shape.length === 2 && shape[1] !== 1 ? 1 : 0)
}
