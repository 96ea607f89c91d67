import type { Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import { didYouMean } from '../../core/nearestName.js'
import { formatShape, type Port, type Signature } from '../../core/signature.js'
import type { ArtifactSpec, LiveSpec, Side } from '../../core/spec.js'
import { suggests } from '../../models/accepts.js'
import { widthOfPort } from '../../models/inputPlan.js'
import { planInputs } from '../../models/inputs.js'
import { idCandidates } from '../../plan/guessId.js'
import type { Asker } from './asker.js'

/** Columns in order, by the name of the input. */
export type ChosenInputs = Readonly<Record<string, readonly string[]>>

export interface InputsAsked {
  readonly side: Side
  readonly signature: Signature
  readonly spec: LiveSpec
  readonly fields: readonly Field[]
  readonly reserved: readonly string[]
  /** Columns that the other side takes, as far as that is known. */
  readonly others: readonly string[]
  /** Columns that the set's card describes. */
  readonly described: readonly string[]
}

/** `features=a,b,c`, as `--inputs-old` takes it; each may be given several times. */
export function readInputs(given: readonly string[] | undefined, flag: string): ChosenInputs {
  return Object.fromEntries(
    (given ?? []).map((text) => {
      const at = text.indexOf('=')
      const columns = text
        .slice(at + 1)
        .split(',')
        .map((name) => name.trim())
      if (at > 0 && columns.every((name) => name !== '')) return [text.slice(0, at).trim(), columns]
      throw new RecetteError(
        'INPUTS_UNREADABLE',
        `${flag} is "${text}", but must name an input and its columns in order.`,
        `Write it like ${flag} features=age,income,tenure.`,
        { kind: 'usage' },
      )
    }),
  )
}

/**
 * The columns of an input that takes several numbers, where the set has another number of them than it takes: which are meant, nobody
 * can tell from the files alone. Null where the inputs can be mapped without asking, and where no choice of columns would help.
 */
export async function askInputs(asked: InputsAsked, asker: Asker): Promise<ChosenInputs | null> {
  const open = openInput(asked)
  if (open === null) return null
  const { side, fields } = asked
  const width = widthOfPort(open)!
  const free = freeColumns(asked, open)
  const isColumn = new Set(fields.map(({ name }) => name))
  const answer = await asker.ask({
    text: `Which ${width} columns does input "${open.name}" of ${side} take, in which order? It takes ${open.dtype} ${formatShape(open.shape)}; the set has ${free.length} number columns without another role: ${listed(free)}.`,
    choices: candidates(asked, open.name, free, width).map(({ columns, why }) => ({
      value: `${open.name}=${columns.join(',')}`,
      note: why,
    })),
    decides: `--inputs-${side} ${open.name}=COLUMN,COLUMN,…`,
    other(text) {
      const columns = columnsOf(text, open.name)
      const unknown = columns.find((name) => !isColumn.has(name))
      if (unknown !== undefined) return `There is no column "${unknown}".${didYouMean(unknown, isColumn)}`
      return columns.length === width ? null : `That is ${columns.length} columns, but the input takes ${width}.`
    },
  })
  return { [open.name]: columnsOf(answer.value, open.name) }
}

function columnsOf(answer: string, input: string): string[] {
  const list = answer.startsWith(`${input}=`) ? answer.slice(input.length + 1) : answer
  return list.split(',').map((name) => name.trim())
}

/** The one input that keeps the others from being mapped. */
function openInput({ side, signature, spec, fields, reserved }: InputsAsked): Port | null {
  try {
    planInputs({ side, signature, spec, fields, reserved })
    return null
  } catch {
    const suspects = signature.inputs.filter((port) => (widthOfPort(port) ?? 1) > 1 && port.dtype !== 'utf8')
    const [only] = suspects
    if (only === undefined || suspects.length > 1 || spec.inputs?.[only.name] !== undefined) return null
    // Only if that input is mapped are the others fine: else the problem is another, and is told when the plan is run.
    const rest = { ...signature, inputs: signature.inputs.filter((port) => port !== only) }
    try {
      planInputs({ side, signature: rest, spec, fields, reserved })
    } catch {
      return null
    }
    const free = freeColumns({ signature, fields, reserved }, only)
    return free.length >= widthOfPort(only)! ? only : null
  }
}

function freeColumns(
  { signature, fields, reserved }: Pick<InputsAsked, 'signature' | 'fields' | 'reserved'>,
  open: Port,
): string[] {
  const named = new Set(signature.inputs.filter((port) => port !== open).map(({ name }) => name))
  return fields
    .filter((field) => field.kind !== 'tensor' && suggests(open.dtype, field.kind) && !named.has(field.name))
    .map(({ name }) => name)
    .filter((name) => !reserved.includes(name))
}

function candidates(
  { fields, others, described }: InputsAsked,
  input: string,
  free: readonly string[],
  width: number,
): readonly { columns: readonly string[]; why: string }[] {
  const ids = new Set(idCandidates(fields))
  const found = [
    { columns: others.filter((name) => free.includes(name)), why: 'those that the other model takes' },
    { columns: free.filter((name) => isNumbered(name, input)), why: 'those that are called after the input' },
    { columns: free.filter((name) => described.includes(name)), why: "those that the set's card describes" },
    { columns: free.filter((name) => !ids.has(name)), why: 'all but what looks like an identifier' },
    { columns: free.slice(0, width), why: 'the first ones' },
    { columns: free.slice(-width), why: 'the last ones' },
  ]
  const seen = new Set<string>()
  return found.filter(({ columns }) => {
    const key = columns.join(',')
    if (columns.length !== width || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** `x0`, `x_1`: the input's name and a number. */
function isNumbered(column: string, input: string): boolean {
  return column.toLowerCase().startsWith(input.toLowerCase()) && /^[ _.-]?\d+$/.test(column.slice(input.length))
}

/** The columns that one side takes, where that needs no question. */
export function columnsTaken(
  side: Side,
  signature: Signature,
  spec: ArtifactSpec,
  fields: readonly Field[],
  reserved: readonly string[],
): readonly string[] {
  try {
    return planInputs({ side, signature, spec, fields, reserved }).columns
  } catch {
    return []
  }
}

function listed(names: readonly string[]): string {
  return names.length > 20 ? `${names.slice(0, 20).join(', ')} and ${names.length - 20} more` : names.join(', ')
}
