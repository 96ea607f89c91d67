import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Finding, type Result } from '../../src/core/result.js'
import { reportFile } from '../../src/cli/outputs.js'
import { renderJunit } from '../../src/report/renderJunit.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const sample = join(ROOT, 'reports/sample')

function readResult(folder: string): Result {
  return resultSchema.parse(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')))
}

describe('the committed sample report', () => {
  it("is what today's code makes of its result (else: npm run sample)", () => {
    const result = readResult(sample)
    expect(reportFile(result) === readFileSync(join(sample, 'report.html'), 'utf8')).toBe(true)
    expect(renderJunit(result) === readFileSync(join(sample, 'junit.xml'), 'utf8')).toBe(true)
  })

  it('says what a run of its example says today: same artifacts, sets and criteria, same findings', async () => {
    const out = temporaryFolder()
    const run = await runCli(['run', 'harness/examples/replacement/recette.yaml', '--out', out])
    expect(run.code, run.stderr).toBe(0)
    const committed = readResult(sample)
    const made = readResult(out)
    // Values may differ in the last digits from one processor to another; what is said of them may not.
    const said = ({ criterion, set, slice, status, reason, n }: Finding): object => ({
      criterion,
      set,
      slice,
      status,
      reason,
      n,
    })
    expect(made.findings.map(said)).toEqual(committed.findings.map(said))
    expect(made.criteria).toEqual(committed.criteria)
    expect(made.sets).toEqual(committed.sets)
    expect(made.models.old!.sha256).toBe(committed.models.old!.sha256)
    expect(made.models.new!.sha256).toBe(committed.models.new!.sha256)
    for (const [index, estimate] of made.estimates.entries()) {
      const earlier = committed.estimates[index]!
      expect([estimate.measure, estimate.of, estimate.n]).toEqual([earlier.measure, earlier.of, earlier.n])
      expect(estimate.value ?? 0).toBeCloseTo(earlier.value ?? 0, 4)
    }
  })
})
