import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { causesOf, compare, faulty, planText, TRUE } from './compareFaulty.js'
import { customers, exportOnnx, inOtherOrder, inOtherUnits, retrained, type Fault } from './faultyModels.js'
import { runCli, temporaryFolder } from './runCli.js'

describe('the probable cause of a bad failure', () => {
  it('is a column in another unit, with the factor to write in the plan, confirmed on cases that did not find it', async () => {
    const result = await compare({ new: faulty({ before: inOtherUnits([1, 1, 1.609344, 1, 1]) }) })
    expect(causesOf(result)).toEqual(['column-scale'])
    const cause = result.causes![0]!
    expect(cause.values).toMatchObject({ n: 1, columns: 'distance_km × 0.621371' })
    expect(cause.mend).toBe(
      'models: { new: { inputs: { x: [age, income, { column: distance_km, multiply: 0.621371 }, visits, tenure] } } }',
    )
    expect(cause.n).toBe(300)
    expect(cause.interval![0]).toBeGreaterThan(0.5)
    expect(cause.agreement!.after).toBeGreaterThan(cause.agreement!.before + 0.1)
    expect(cause.truth!.after).toBeGreaterThanOrEqual(cause.truth!.before)
    // The verdict is what it was: nothing was mended in secret.
    expect(result.verdict.status).toBe('fail')
  })

  it('is labels in another order', async () => {
    const after: Fault['after'] = [
      { op: 'Softmax', from: ['z'], to: ['q'], with: { axis: 1 } },
      { op: 'Gather', from: ['q', 'turn'], to: ['p'], with: { axis: 1 } },
    ]
    const turn = { name: 'turn', shape: [3], values: [2, 0, 1], type: 'int64' as const }
    const result = await compare({ new: faulty({ after, weights: [turn] }) })
    expect(causesOf(result)).toEqual(['label-order'])
    // Said once, as a cause, which has the line for the plan: not as a notice beside it.
    expect(result.notices.map(({ code }) => code).filter((code) => code.startsWith('label-order'))).toEqual([])
    // Place 0 holds the score of label 2, place 1 that of label 0, place 2 that of label 1.
    expect(result.causes![0]!.mend).toBe('models: { new: { labels: [L2, L0, L1] } }')
  })
})

describe('a run that failed badly', () => {
  it('tells the probable cause, the evidence and the line for the plan in every report', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'recette.yaml'),
      planText().replace('criteria:', 'report: { languages: [en, fr] }\ncriteria:'),
    )
    writeFileSync(join(folder, 'old.onnx'), exportOnnx(TRUE))
    writeFileSync(join(folder, 'new.onnx'), faulty({ before: inOtherOrder([0, 1, 4, 3, 2]) }))
    writeFileSync(join(folder, 'test.csv'), customers(TRUE))
    const run = await runCli(['run', 'recette.yaml', '--out', 'report'], { cwd: folder })
    expect(run.code).toBe(1)
    const line = 'models: { new: { inputs: { x: [age, income, tenure, visits, distance_km] } } }'
    expect(run.stdout).toContain('What probably went wrong')
    expect(run.stdout).toContain(line)
    const report = readFileSync(join(folder, 'report', 'report.html'), 'utf8')
    expect(report).toContain('Columns seem to stand in another order')
    expect(report).toContain('Les colonnes semblent rangées dans un autre ordre')
    expect(report).toContain(line)
    expect(readFileSync(join(folder, 'report', 'summary.md'), 'utf8')).toContain('What probably went wrong')
  })
})

describe('no cause is named', () => {
  it('for a merely worse model, and the report says what was tried', async () => {
    const result = await compare({ new: exportOnnx(retrained(TRUE, 0.9, 101)) })
    expect(result.verdict.status).toBe('fail')
    expect(result.causes).toEqual([])
    expect(result.notices.map(({ code }) => code)).toContain('causes-none')
  })

  it('for a good model, and none is looked for unless asked', async () => {
    const result = await compare({ new: exportOnnx(TRUE) })
    expect(result.causes).toBeUndefined()
    expect(result.verdict.status).toBe('pass')
  })

  it('from too few cases, and the report says that none was looked for', async () => {
    const result = await compare({
      new: faulty({ before: inOtherUnits([1, 1, 1000, 1, 1]) }),
      set: customers(TRUE, { rows: 70 }),
    })
    expect(result.verdict.status).toBe('fail')
    expect(result.causes).toBeUndefined()
    expect(result.notices).toContainEqual({ code: 'causes-not-looked', values: { reason: 'causes-few' } })
  })
})
