import type { NamedFile } from './fileReference.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath, ProblemList } from './problemList.js'

/** What every part of the building of a plan shares. */
export interface Builder {
  readonly problems: ProblemList
  /** Whether the value at this place was there but wrong, so that nobody calls it missing. */
  readonly dropped: (path: PlanPath) => boolean
  /** The plan's folder, which paths are relative to. */
  readonly folder: string
  /** Files to look for once the plan has been read. */
  readonly files: NamedFile[]
}

/** Says that something is missing at `path`, unless it was there and already complained of. */
export function reportMissing(builder: Builder, path: PlanPath, message: string, hint: string): void {
  if (path.some((_, depth) => builder.dropped(path.slice(0, depth + 1)))) return
  builder.problems.add(path, 'PLAN_MISSING', message, hint)
}

/** Says of each key that is given and does not belong to this kind of model. */
export function refuseKeys(
  written: WrittenModel,
  keys: readonly (keyof WrittenModel)[],
  path: PlanPath,
  why: string,
  { problems }: Builder,
): void {
  for (const key of keys) {
    if (written[key] === undefined) continue
    problems.add([...path, key], 'PLAN_DOES_NOT_FIT', `${path.join('.')}.${key} ${why}.`, `Remove ${key}.`)
  }
}
