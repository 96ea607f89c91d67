import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLError,
} from 'yaml'
import type { Position } from '../core/errors.js'
import { isTextPlace } from './textPlaces.js'
import { ProblemList, type PlanPath } from './problemList.js'

/** A plan's YAML as plain values, with the place of each. */
export interface PlanText {
  readonly value: unknown
  /** Of the value at `path`; of what holds it where there is no such value. */
  at(path: PlanPath): Position
  /** Of the last key of `path` rather than of its value. */
  atKey(path: PlanPath): Position
}

/**
 * Reads YAML 1.2 (core schema: yes and no are text). `value` is undefined when the text cannot be read at all; a key written
 * twice is a problem, but the rest is still read, so that its mistakes are shown too.
 */
export function readPlanText(source: string, file: string): { text: PlanText; problems: ProblemList } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, source.length))
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const at = (path: PlanPath): Position => positionOf(findOffset(document, path, 'value'))
  const atKey = (path: PlanPath): Position => positionOf(findOffset(document, path, 'key'))
  const problems = new ProblemList(at)
  for (const error of [...document.errors, ...document.warnings]) {
    const { code, message, hint } = explain(error, source)
    problems.add([], code, message, hint, positionOf(error.pos[0]))
  }
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY')
  if (!readable) return { text: { value: undefined, at, atKey }, problems }
  keepTextAsWritten(document)
  try {
    return { text: { value: document.toJS({ maxAliasCount: 100 }), at, atKey }, problems }
  } catch (error) {
    problems.add(
      [],
      'PLAN_SYNTAX',
      `The YAML aliases cannot be resolved: ${error instanceof Error ? error.message : String(error)}`,
      'Write the values out instead of using * and &.',
    )
    return { text: { value: undefined, at, atKey }, problems }
  }
}

function explain(error: YAMLError, source: string): { code: string; message: string; hint: string } {
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^(?:"([^"]*)"|'([^']*)'|([^:\s]+))/.exec(source.slice(error.pos[0]))
      return {
        code: 'PLAN_DUPLICATE_KEY',
        message: `The key "${key?.[1] ?? key?.[2] ?? key?.[3] ?? '?'}" stands twice in the same map.`,
        hint: 'Keep one of the two: it is not clear which is meant.',
      }
    }
    case 'TAB_AS_INDENT':
      return {
        code: 'PLAN_SYNTAX',
        message: 'This line is indented with a tab, which YAML does not allow.',
        hint: 'Indent with spaces.',
      }
    default:
      return {
        code: 'PLAN_SYNTAX',
        message: `This is not valid YAML: ${error.message.replace(/\s+/g, ' ').replace(/[.:]?$/, '.')}`,
        hint: 'Look at this line and the one above: indentation, a missing quote, a missing bracket or a missing space after ":".',
      }
  }
}

/** Where the plan wants text (a label, a column), `1.0` and `true` are what was written, not a number and a truth value. */
function keepTextAsWritten(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && typeof pair.key.value !== 'string')
        pair.key.value = pair.key.source ?? String(pair.key.value)
    },
  })
  visit(document, {
    Scalar(key, scalar, ancestors) {
      if (key === 'key' || scalar.value === null || typeof scalar.value === 'string') return
      if (isTextPlace(pathOf(ancestors, scalar))) scalar.value = scalar.source ?? String(scalar.value)
    },
  })
}

function pathOf(ancestors: readonly unknown[], leaf: unknown): PlanPath {
  const path: (string | number)[] = []
  ancestors.forEach((node, index) => {
    if (isSeq(node)) path.push(node.items.indexOf(ancestors[index + 1] ?? leaf))
    else if (isPairNode(node)) path.push(keyText(node))
  })
  return path
}

function isPairNode(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && 'value' in node && !isNode(node)
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}

function findOffset(document: Document, path: PlanPath, want: 'key' | 'value'): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find((item) => keyText(item) === String(step))
      if (pair === undefined) break
      node = pair.value
      const last = depth === path.length - 1
      offset = (last && want === 'key' ? startOf(pair.key) : (startOf(node) ?? startOf(pair.key))) ?? offset
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
