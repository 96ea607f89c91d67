import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MEASURE_NAMES } from '../../src/core/measureCatalog.js'
import { COMPARISON_TESTS } from '../../src/core/comparisonTest.js'

const METHODS = readFileSync(join(import.meta.dirname, '../../METHODS.md'), 'utf8')

/** Headings of the third level hold names, several where they share what is said. */
const SECTIONS = new Map(
  METHODS.split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const [heading = '', ...lines] = section.split(/\n(?=## )/)[0]!.split('\n')
      return heading.split(', ').map((name) => [name, lines.join('\n')] as const)
    }),
)

describe('METHODS.md', () => {
  it.each(MEASURE_NAMES)('says which question %s answers, or whose words it shares', (measure) => {
    const text = SECTIONS.get(measure) ?? ''
    const question = /^\*[^*]{10,}[.?]\*/.test(text)
    const shared = /^(See `|The |`)/.test(text)
    expect(question || shared, text.slice(0, 80)).toBe(true)
    expect(text.trim().length).toBeGreaterThan(40)
  })

  it('has every test that a result may hold', () => {
    expect(COMPARISON_TESTS.filter((name) => !SECTIONS.has(name))).toEqual([])
  })

  it('names no reference that is not there', () => {
    const named = [...METHODS.matchAll(/`test\/reference\/(\w[\w-]*)(?:\/make\.py)?`/g)].map(([, name]) => name!)
    expect(new Set(named).size).toBeGreaterThan(8)
    for (const name of named) {
      const script = join(import.meta.dirname, '../reference', name, 'make.py')
      expect(() => readFileSync(script), name).not.toThrow()
    }
  })
})
