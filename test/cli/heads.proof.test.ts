import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/core/estimate.js'
import { isOfHead } from '../../src/core/measureCatalog.js'
import type { Result } from '../../src/core/result.js'
import { messages, run, X } from './headPlans.js'

/** What was estimated of one head, as a plan without heads would tell it. */
function estimatesOf({ estimates }: Result, head: string): Estimate[] {
  return estimates
    .filter(({ measure, options }) => isOfHead(measure, options) && options.head === head)
    .map((estimate) => {
      const { head: named, ...options } = estimate.options
      expect(named).toBe(head)
      return { ...estimate, options }
    })
}

describe('models of several heads', () => {
  it('are measured head by head exactly as one plan for each head would', async () => {
    const single = (output: string, head: string): string =>
      messages('worse.onnx', '', '')
        .replace('heads:\n', '')
        .replace('columns: { id: id }', `columns: { id: id, label: ${head}_label }`)
        .replace(
          `old.onnx, ${X}`,
          `old.onnx, ${X}, output: ${head}, labels: ${head === 'intent' ? '[order, invoice, return, complaint, other]' : '[low, normal, high]'}`,
        )
        .replace(
          `worse.onnx, ${X}`,
          `worse.onnx, ${X}, output: ${output}, labels: ${head === 'intent' ? '[complaint, invoice, order, other, return]' : '[low, normal, high]'}`,
        )
    const [both, intent, urgency] = await Promise.all([
      run(messages('worse.onnx')),
      run(single('topic_scores', 'intent')),
      run(single('priority_scores', 'urgency')),
    ])
    expect(intent.code, intent.stderr).toBe(0)
    expect(urgency.code, urgency.stderr).toBe(1)
    for (const [head, alone] of [
      ['intent', intent],
      ['urgency', urgency],
    ] as const) {
      const own = alone.result().estimates.filter(({ measure, options }) => isOfHead(measure, options))
      expect(own.length).toBeGreaterThan(30)
      expect(estimatesOf(both.result(), head)).toEqual(own)
      const { head: named, ...evidence } = both.result().evidence.find((one) => one.head === head)!
      expect(named).toBe(head)
      expect(evidence).toEqual(alone.result().evidence[0])
    }
  })
})
