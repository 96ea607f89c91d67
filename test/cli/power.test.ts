import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { layHandover, PLAN } from './handover.js'

/** 120 cases, of which the old model gets 110 right. */
const withCriteria = (...criteria: string[]) =>
  PLAN.replace('{ measure: accuracy, maxDegradation: 5 points }', criteria.join('\n  - '))

async function ask(plan: string, ...options: string[]) {
  const handover = await layHandover({ plan, earlier: false })
  // It is told before the new model is delivered.
  rmSync(handover.path('new.onnx'))
  return { handover, ...(await handover.run('power', 'recette.yaml', ...options)) }
}

describe('recette power', () => {
  it('says before the new model is there which criterion the stored cases cannot decide, and what would help', async () => {
    const { code, stdout, stderr } = await ask(
      withCriteria(
        '{ measure: accuracy, maxDegradation: 1 point }',
        '{ measure: accuracy, maxDegradation: 25 points }',
      ),
    )
    expect(code, stdout + stderr).toBe(3)
    expect(stderr).toBe('')
    const text = stdout.replace(/\s+/g, ' ')
    expect(text).toContain(
      '✖ Accuracy: worse by no more than 1 point → Cannot be decided: 120 cases, and it takes about',
    )
    expect(text).toContain('✔ Accuracy: worse by no more than 25 points → Can be decided: 120 cases')
    expect(text).toContain('1 of 3 criteria cannot be decided for sure')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('exits with 0 when every criterion can be decided, and needs the old model’s answers for that, or an error rate', async () => {
    const plan = withCriteria('{ measure: accuracy, maxDegradation: 25 points }')
    expect((await ask(plan)).code).toBe(0)
    const { handover } = await ask(plan)
    rmSync(handover.path('old.onnx'))
    const assumed = await handover.run('power', 'recette.yaml', '--error-rate', '8 %', '--json')
    expect(assumed.code, assumed.stderr).toBe(0)
    const told = JSON.parse(assumed.stdout)
    expect(told).toMatchObject({ old: 'assumed', errorRate: 0.08, power: 0.8 })
    expect(told.criteria).toMatchObject([
      { measure: 'accuracy', kind: 'forecast', decided: 'yes', cases: 120 },
      { measure: 'coverage', kind: 'fact', decided: null },
    ])
  })

  it('takes a stated discordance instead of a range, as far as models of that quality can differ', async () => {
    const plan = withCriteria('{ measure: accuracy, maxDegradation: 5 points }')
    const { handover, code, stdout } = await ask(plan, '--discordance', '3 %', '--json')
    expect([0, 3]).toContain(code)
    const { discordance, criteria } = JSON.parse(stdout)
    expect(discordance).toHaveLength(1)
    expect(criteria[0].casesNeeded[0]).toBe(criteria[0].casesNeeded[1])
    const wild = await handover.run('power', 'recette.yaml', '--discordance', '90 %')
    expect(wild.code).toBe(2)
    expect(wild.stderr).toContain('share nothing else differ in')
  })

  it('ends with 4 when a set is broken, and with 2 when an option or the plan is wrong', async () => {
    const plan = withCriteria('{ measure: accuracy, maxDegradation: 5 points }')
    const { handover } = await ask(plan)
    expect((await handover.run('power', 'recette.yaml', '--power', 'much')).code).toBe(2)
    writeFileSync(handover.path('test.csv'), '')
    expect((await handover.run('power', 'recette.yaml')).code).toBe(4)
    writeFileSync(handover.path('recette.yaml'), plan.replace('accuracy', 'acuracy'))
    expect((await handover.run('power', 'recette.yaml')).code).toBe(2)
  })
})
