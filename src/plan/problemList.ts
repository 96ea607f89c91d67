import { RecetteError, type Position } from '../core/errors.js'

/** Where in the plan: keys and list positions from the top. */
export type PlanPath = readonly (string | number)[]

/** Why something written is refused, without where it stands. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Gathers everything that is wrong with a plan, so that it is shown at once. */
export class ProblemList {
  readonly #at: (path: PlanPath) => Position
  readonly #problems: RecetteError[] = []

  constructor(at: (path: PlanPath) => Position) {
    this.#at = at
  }

  /** `path` is the value that is wrong; `atKey` is given where the key itself is. */
  add(path: PlanPath, code: string, message: string, hint: string, at: Position = this.#at(path)): void {
    // What is wrong for every head of the models is told once.
    if (
      this.#problems.some((one) => one.message === message && one.at?.line === at.line && one.at?.column === at.column)
    )
      return
    this.#problems.push(new RecetteError(code, message, hint, { kind: 'usage', at }))
  }

  refuse(path: PlanPath, { code, message, hint }: Refusal): void {
    this.add(path, code, message, hint)
  }

  /** In the order of the text. */
  sorted(): readonly RecetteError[] {
    return [...this.#problems].sort(
      (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
    )
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0
  }
}

/** `columns.id`, `maxDegradation of criterion 3`, `entry 2 of models.old.labels`: how messages name a place. */
export function namePlace(path: PlanPath): string {
  if (path.length === 0) return 'the plan'
  const position = path.findLastIndex((step) => typeof step === 'number')
  if (position < 0) return path.join('.')
  const number = Number(path[position]) + 1
  const list = path.slice(0, position)
  const entry =
    list.length === 1 && list[0] === 'criteria' ? `criterion ${number}` : `entry ${number} of ${namePlace(list)}`
  const rest = path.slice(position + 1)
  return rest.length === 0 ? entry : `${rest.join('.')} of ${entry}`
}

/** The same at the head of a sentence; keys of the plan keep their spelling. */
export function startWithPlace(path: PlanPath): string {
  return namePlace(path).replace(/^(?:the plan|criterion|entry)\b/, (word) => word[0]!.toUpperCase() + word.slice(1))
}
