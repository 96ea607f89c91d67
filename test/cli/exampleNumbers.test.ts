import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureKey } from '../../src/core/measureCatalog.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/*
 * What the models of three examples answered on their validation sets is committed, with the measures that scikit-learn and scipy
 * make of it (test/reference/examples/make.py). The same answers go through the whole command line as recorded predictions.
 */
const folder = join(ROOT, 'test/reference/examples')

type Expected = number | { readonly old: number; readonly new: number }
type Case = Record<string, Expected> & {
  cases: number
  labels?: string[]
  jointCounts?: [number, number, number, number][]
}
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Record<string, Case>

/** Keys of a case that are not measures; score drift is checked apart, by its column. */
const OTHER = new Set(['cases', 'labels', 'jointCounts', 'scoreDrift', 'blandAltman'])

describe('the numbers of the examples', () => {
  for (const [name, expected] of Object.entries(cases)) {
    it(`${name}: every measure is scikit-learn's to 1e-9, and counts are equal`, async () => {
      const result = await judgeRecorded(name, expected)
      const wrong: string[] = []
      const check = (what: string, found: number | null | undefined, wanted: number): void => {
        const close = typeof found === 'number' && Math.abs(found - wanted) <= 1e-9 * Math.max(Math.abs(wanted), 1e-3)
        if (!close) wrong.push(`${what}: ${found}, expected ${wanted}`)
      }
      let measures = 0
      for (const [key, value] of Object.entries(expected)) {
        if (OTHER.has(key)) continue
        measures++
        if (typeof value === 'number') check(key, valueOf(result, key, 'pair'), value)
        else {
          check(`${key} of old`, valueOf(result, key, 'old'), value.old)
          check(`${key} of new`, valueOf(result, key, 'new'), value.new)
          const difference = valueOf(result, key, 'difference')
          // The difference of two numbers is known no better than to the rounding of the larger.
          if (Math.abs(difference! - (value.new - value.old)) > 1e-9 * Math.abs(value.old))
            wrong.push(`${key}: difference ${difference}`)
        }
      }
      for (const [measure, value] of Object.entries(expected['scoreDrift'] ?? {})) {
        if (['ks', 'psi', 'jensenShannon', 'wasserstein'].includes(measure)) {
          check(`${measure} of the score`, valueOf(result, `${measure}(column=score)`, 'pair'), value as number)
        }
      }
      expect(wrong).toEqual([])
      expect(measures).toBeGreaterThan(6)
      expect(Object.values(result.sets)[0]!.compared).toBe(expected.cases)
      const outcome = result.evidence[0]!.outcome
      if (expected.jointCounts !== undefined) {
        expect(outcome?.kind === 'classes' ? sorted(outcome.joint.cells) : null).toEqual(sorted(expected.jointCounts))
      }
    })
  }
})

/** Runs the command line on the recorded answers of an example. */
async function judgeRecorded(name: string, expected: Case): Promise<Result> {
  const { labels } = expected
  const out = temporaryFolder()
  const recording = join(folder, `${name}.arrow`)
  const side = (of: 'old' | 'new'): object => ({
    predictions: recording,
    id: 'id',
    ...(labels === undefined
      ? { value: of }
      : { scores: Object.fromEntries(labels.map((label) => [label, `${of}:${label}`])) }),
  })
  const plan = {
    recette: 1,
    title: name,
    task: labels === undefined ? 'regression' : 'classification',
    models: { old: side('old'), new: side('new') },
    sets: { test: recording },
    columns: { id: 'id', label: 'label', ...(labels?.includes('yes') ? { positive: 'yes' } : {}) },
    criteria: [{ measure: 'coverage', atLeast: '100 %' }, ...askFor(Object.keys(expected))],
  }
  // JSON is YAML.
  writeFileSync(join(out, 'recette.yaml'), JSON.stringify(plan))
  const run = await runCli(['run', join(out, 'recette.yaml'), '--out', out])
  expect(run.code, run.stderr).toBe(0)
  return resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
}

/** Averages and classes that no run works out unless a criterion asks: these ask, and demand nothing. */
function askFor(keys: readonly string[]): object[] {
  return keys.flatMap((key) => {
    const parts = /^(precision|recall|f1|rocAuc|averagePrecision)\((average|class)=(.+)\)$/.exec(key)
    return parts === null ? [] : [{ measure: parts[1], [parts[2]!]: parts[3], atLeast: 0 }]
  })
}

function valueOf(result: Result, key: string, of: string): number | null | undefined {
  return result.estimates.find(
    (estimate) =>
      measureKey(estimate.measure, estimate.options) === key && estimate.of === of && estimate.slice === null,
  )?.value
}

function sorted(cells: readonly (readonly number[])[]): string[] {
  return cells.map((cell) => cell.join(' ')).sort()
}
