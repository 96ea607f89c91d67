import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { compareNumbers, type ExpectedNumbers } from './compareNumbers.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/*
 * What the models of three examples answered on their validation sets is committed, with the measures that scikit-learn and scipy
 * make of it (test/reference/examples/make.py). The same answers go through the whole command line as recorded predictions.
 */
const folder = join(ROOT, 'test/reference/examples')

const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Record<string, ExpectedNumbers>

describe('the numbers of the examples', () => {
  for (const [name, expected] of Object.entries(cases)) {
    it(`${name}: every measure is scikit-learn's to 1e-9, and counts are equal`, async () => {
      const result = await judgeRecorded(name, expected)
      const { wrong, measures } = compareNumbers(result, expected)
      expect(wrong).toEqual([])
      expect(measures).toBeGreaterThan(6)
      expect(Object.values(result.sets)[0]!.compared).toBe(expected.cases)
      const outcome = result.evidence[0]!.outcome
      expect(outcome?.kind === 'classes' ? sorted(outcome.joint.cells) : []).toEqual(sorted(expected.jointCounts ?? []))
    })
  }
})

/** Runs the command line on the recorded answers of an example. */
async function judgeRecorded(name: string, expected: ExpectedNumbers): Promise<Result> {
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
    criteria: [{ measure: 'largestScoreDifference', atMost: 1e9 }, ...askFor(Object.keys(expected))],
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

function sorted(cells: readonly (readonly number[])[]): string[] {
  return cells.map((cell) => cell.join(' ')).sort()
}
