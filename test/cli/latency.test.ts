import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layHandover, PLAN, readResult } from './handover.js'

describe('the time that both models take', () => {
  it('is a ratio with an interval, beside what each model alone gives against itself', async () => {
    const plan = PLAN.replace('report:', '  - { measure: latencyRatio, atMost: 1000, level: warn }\nreport:')
    const handover = await layHandover({ plan, earlier: false })
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    const { environment } = readResult(handover.out)

    const ratio = environment.estimates.find(({ measure }) => measure === 'latencyRatio')!
    expect(ratio).toMatchObject({ of: 'pair', method: 'batch-means' })
    expect(ratio.interval![0]).toBeLessThan(ratio.value!)
    expect(environment.findings.find(({ measure }) => measure === 'latencyRatio')?.status).toBe('pass')

    // Every other case is timed twice by the model that was asked first; a slow machine times fewer.
    const { old, new: new_, set } = environment.latencyNoise!
    expect(set).toBe('test')
    expect(Math.abs(old!.cases - new_!.cases)).toBeLessThanOrEqual(1)
    expect(old!.cases + new_!.cases).toBe(ratio.n)
    expect(ratio.n).toBeLessThanOrEqual(200)
    const [low, high] = old!.ratio.interval!
    expect(low).toBeLessThan(high)

    const html = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(html).toContain('The old model against itself, timed in between on the same cases')
    expect(html).toContain('Response time of new to old')
  })
})
