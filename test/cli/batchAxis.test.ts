import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layHandover, readResult } from './handover.js'
import { ROOT } from './runCli.js'

const INPUTS = join(ROOT, 'test/fixtures/inputs')

const PLAN = (old: string, more = ''): string => `recette: 1
title: Sums of matrices
task: regression
models:
  old: { artifact: ${old}, inputs: { x: double2 }${more} }
  new: { artifact: no-batch-matrix.onnx, inputs: { x: double2 } }
sets: { test: tensors.parquet }
columns: { id: id, label: sum2 }
basis: fixed
criteria:
  - { measure: mae, atMost: 0 }
  - { measure: largestScoreDifference, atMost: 0 }
report: { languages: [en, fr] }
`

async function lay(plan: string) {
  const handover = await layHandover({ plan, earlier: false })
  for (const name of ['fixed-at-4.onnx', 'no-batch-matrix.onnx', 'tensors.parquet'])
    cpSync(join(INPUTS, name), handover.path(name))
  return handover
}

describe('a model of four cases a call against one of a single case without a batch axis', () => {
  it('passes where both answer right, and the report shows how each takes its cases, in both languages', async () => {
    const handover = await lay(PLAN('fixed-at-4.onnx'))
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    const { models, sets } = readResult(handover.out)
    expect(models.old!.mapping!.batch).toEqual({ is: 4, by: 'detected' })
    expect(models.new!.mapping!.batch).toEqual({ is: 'absent', by: 'detected' })
    // The shapes are the artifact's own.
    expect(models.new!.signature).toMatchObject({ inputs: [{ shape: [2, 3] }], outputs: [{ shape: [] }] })
    expect(sets['test']!.compared).toBe(10)
    const html = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(html).toContain('always 4; the last call is filled up')
    expect(html).toContain('one: the model has no batch axis')
    expect(html).toContain('un seul\u00A0: le modèle ne prend pas de lot')
  })

  it('is refused where the plan says of the batch what the artifact contradicts', async () => {
    const handover = await lay(PLAN('fixed-at-4.onnx', ', batch: 3'))
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('models.old.batch is 3, but input "x" takes [4, 2, 3], whose first axis is always 4')
    expect(run.stderr).toContain('Write batch: 4 if the first axis counts cases, or batch: absent')
  })

  it('is refused where the plan says nothing that makes sense', async () => {
    const handover = await lay(PLAN('fixed-at-4.onnx', ', batch: some'))
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('must be dynamic, absent, or the number of cases that the model takes at once')
  })
})
