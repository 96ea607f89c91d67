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

/** `columns.id`, `maxDegradation of criterion 3`: how messages name a place. */
export function namePlace(path: PlanPath): string {
  const [first, second, ...rest] = path
  if (first !== 'criteria' || typeof second !== 'number') return path.length === 0 ? 'the plan' : path.join('.')
  const criterion = `criterion ${second + 1}`
  return rest.length === 0 ? criterion : `${rest.join('.')} of ${criterion}`
}
