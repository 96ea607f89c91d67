import type { Json } from './spec.js'

const PLACEHOLDER = /^\{([^{}]+)\}$/

/** The input that a string of a request template stands for: `{age}` for age; null when it is plain text. */
export function placeholderOf(text: string): string | null {
  return PLACEHOLDER.exec(text)?.[1] ?? null
}

/** Every input that a request template names, each once, in its order. */
export function placeholdersIn(template: Json): readonly string[] {
  return [...new Set(walk(template))]
}

/** The template of one case inside `{ each: … }`; undefined when the request holds one case only. */
export function eachOf(template: Json): Json | undefined {
  if (typeof template !== 'object' || template === null) return undefined
  if (Array.isArray(template)) return firstEach(template)
  const keys = Object.keys(template)
  const map = template as { readonly [key: string]: Json }
  return keys.length === 1 && keys[0] === 'each' ? map['each'] : firstEach(Object.values(map))
}

function firstEach(values: readonly Json[]): Json | undefined {
  for (const value of values) {
    const found = eachOf(value)
    if (found !== undefined) return found
  }
  return undefined
}

function walk(template: Json): string[] {
  if (typeof template === 'string') {
    const name = placeholderOf(template)
    return name === null ? [] : [name]
  }
  if (typeof template !== 'object' || template === null) return []
  return Object.values(template).flatMap(walk)
}
