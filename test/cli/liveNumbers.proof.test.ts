import { execa } from 'execa'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema } from '../../src/core/result.js'
import { compareNumbers, type ExpectedNumbers } from './compareNumbers.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/*
 * The same check on live models, all sets and segments: needs a Python with harness/make/requirements.txt, named in RECETTE_REFERENCE_PYTHON.
 * `.ci/run` makes one. Without it the check on committed predictions (exampleNumbers.test.ts) still runs everywhere.
 */
const python = process.env['RECETTE_REFERENCE_PYTHON']
if (python === undefined)
  process.stderr.write('live numbers against scikit-learn: skipped, RECETTE_REFERENCE_PYTHON names no Python\n')

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'same-model': ['test', 'validation'],
  replacement: ['test', 'validation'],
  worse: ['test'],
  'too-small': ['test'],
  'label-order': ['test', 'validation'],
  regression: ['test', 'validation'],
}

describe.skipIf(python === undefined)('the numbers of a live run', () => {
  for (const [name, sets] of Object.entries(EXAMPLES)) {
    it(`${name}: every estimate in result.json is scikit-learn's on the same predictions, in every segment`, async () => {
      const out = temporaryFolder()
      const plan = `harness/examples/${name}/recette.yaml`
      await runCli(['run', plan, '--out', out])
      const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
      for (const set of sets) {
        const dump = join(out, `${set}.arrow`)
        await execa(process.execPath, ['harness/make/dumpPredictions.mjs', plan, set, dump], { cwd: ROOT })
        const label = result.labels?.positive ?? null
        const positive = label === null ? [] : ['--positive', label]
        const { stdout } = await execa(python!, ['harness/make/reference_metrics.py', dump, ...positive], { cwd: ROOT })
        const expected = JSON.parse(stdout) as ExpectedNumbers
        const { wrong, measures } = compareNumbers(result, expected, set, 'present')
        expect(wrong).toEqual([])
        expect(measures).toBeGreaterThan(result.task === 'regression' ? 15 : 40)
        expect(result.sets[set]!.compared).toBe(expected.cases)
      }
    })
  }
})
