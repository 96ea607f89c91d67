import type { z } from 'zod'
import { didYouMean, nearestName } from '../core/nearestName.js'
import { startWithPlace, type PlanPath, type ProblemList } from './problemList.js'
import type { PlanText } from './planText.js'

type Issue = z.core.$ZodIssue

/** What could be read, and which keys were dropped because they were wrong (so that nobody calls them missing). */
export interface ShapedPlan<T> {
  readonly value: T
  dropped(path: PlanPath): boolean
}

/**
 * Checks the shape of a plan, says everything that is wrong with it, and gives back what is left when the wrong parts are taken
 * out, so that the checks that come after can say their share in the same run. Null when nothing is left to look at.
 */
export function checkShape<T>(text: PlanText, schema: z.ZodType<T>, problems: ProblemList): ShapedPlan<T> | null {
  const dropped = new Set<string>()
  let value: unknown = text.value
  // Each round takes out what the last one complained of; zod may find more only below what it had already refused.
  for (let round = 0; round < 10; round++) {
    const parsed = schema.safeParse(value)
    if (parsed.success) return { value: parsed.data, dropped: (path) => dropped.has(keyOf(path)) }
    const issues = parsed.error.issues.flatMap((issue) => unfold(issue))
    for (const issue of issues) describe(issue, value, text, problems, dropped)
    if (issues.some((issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys')) return null
    value = structuredClone(value)
    for (const issue of issues) takeOut(value, issue, dropped)
  }
  return null
}

/** A union's failure is the failure of the one alternative that was meant: the one whose kind of value was found. */
function unfold(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.filter((branch) => !branch.some(isWrongKind))
  if (meant.length !== 1) return [issue]
  return meant[0]!.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** Not a wrong value somewhere inside, but another kind of value altogether. */
function isWrongKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false
  return (
    issue.code === 'invalid_type' ||
    (issue.code === 'invalid_union' && issue.errors.every((branch) => branch.some(isWrongKind)))
  )
}

function describe(issue: Issue, value: unknown, text: PlanText, problems: ProblemList, dropped: Set<string>): void {
  const path = planPath(issue)
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(', ')
    for (const key of issue.keys) {
      const nearest = nearestName(key, known)
      if (nearest !== undefined) dropped.add(keyOf([...path, nearest]))
      problems.add(
        [...path, key],
        'PLAN_UNKNOWN_KEY',
        `${startWithPlace(path)} has no key "${key}".${didYouMean(key, known)}`,
        `Known keys: ${issue.message}.`,
        text.atKey([...path, key]),
      )
    }
    return
  }
  const found = valueAt(value, path)
  const nearest =
    typeof found === 'string' && issue.code === 'invalid_value' ? didYouMean(found, issue.values.map(String)) : ''
  problems.add(
    path,
    'PLAN_WRONG_VALUE',
    `${startWithPlace(path)} is ${path.includes('token') ? 'something else (not shown, as it may be a secret)' : showFound(found)}, but must be ${issue.message}.${nearest}`,
    found === null || found === undefined ? 'Fill it in, or remove the key.' : 'Correct the value.',
  )
}

/** Takes the refused value out: the key that holds it, or the nearest key above when it stands in a list. */
function takeOut(value: unknown, issue: Issue, dropped: Set<string>): void {
  const path = planPath(issue)
  if (issue.code === 'unrecognized_keys') {
    const holder = valueAt(value, path)
    if (isRecord(holder)) for (const key of issue.keys) delete holder[key]
    return
  }
  const [first, position] = path
  const criteria = isRecord(value) ? value['criteria'] : undefined
  if (first === 'criteria' && typeof position === 'number' && path.length === 2 && Array.isArray(criteria)) {
    criteria[position] = {}
    dropped.add(keyOf(path))
    return
  }
  let end = path.length
  while (end > 0 && !isRecord(valueAt(value, path.slice(0, end - 1)))) end--
  const holder = valueAt(value, path.slice(0, end - 1))
  const key = path[end - 1]
  if (!isRecord(holder) || key === undefined) return
  delete holder[key]
  dropped.add(keyOf(path.slice(0, end)))
}

function planPath(issue: Issue): PlanPath {
  return issue.path.filter((step) => typeof step !== 'symbol')
}

function valueAt(value: unknown, path: PlanPath): unknown {
  return path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)]
    return isRecord(at) ? at[step] : undefined
  }, value)
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keyOf(path: PlanPath): string {
  return JSON.stringify(path)
}

function showFound(found: unknown): string {
  if (found === null || found === undefined) return 'empty'
  if (Array.isArray(found)) return found.length === 0 ? 'an empty list' : 'a list'
  if (typeof found === 'object') return 'a map of keys'
  if (typeof found === 'string') return found === '' ? 'empty text' : `"${found}"`
  return `${String(found)} (${typeof found === 'number' ? 'a number' : 'true/false'})`
}
