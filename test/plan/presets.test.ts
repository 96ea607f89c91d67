import { describe, expect, it } from 'vitest'
import { measureInfo } from '../../src/core/measureCatalog.js'
import type { Criterion } from '../../src/core/criterion.js'
import type { Task } from '../../src/core/task.js'
import { presetNames, readPreset } from '../../src/plan/presets.js'

const CONTEXT = {
  targetUnit: null,
  basis: 'sample',
  segments: [],
  sets: [
    { name: 'test', role: 'test' },
    { name: 'reference', role: 'reference' },
  ],
  hasLabel: true,
  labels: null,
  scoreless: false,
} as const

async function criteriaOf(name: string, task: Task): Promise<readonly Criterion[]> {
  return (await readPreset(name, task, 'preset', { ...CONTEXT, task }))?.criteria ?? []
}

describe('the presets', () => {
  it('are the three of the design, and one for sets without labels', async () => {
    expect(await presetNames()).toEqual(['interchangeable', 'replacement', 'same-model', 'strict'])
  })

  it.each(['same-model', 'replacement', 'strict'])('%s always asks that every case is answered', async (name) => {
    for (const task of ['classification', 'regression'] as const) {
      const coverage = (await criteriaOf(name, task)).find(({ measure }) => measure === 'coverage')
      expect(coverage?.demand).toEqual({ kind: 'atLeast', bound: { value: 100, unit: 'percent' } })
      expect(coverage?.level).toBe('error')
    }
  })

  it.each(['same-model', 'replacement', 'strict'])(
    '%s only warns of drift: it is no fault of the models',
    async (name) => {
      const drift = (await criteriaOf(name, 'classification')).filter(
        ({ measure }) => measureInfo(measure).group === 'drift',
      )
      expect(drift.length).toBeGreaterThan(0)
      expect(new Set(drift.map(({ level }) => level))).toEqual(new Set(['warn']))
    },
  )

  it('same-model and interchangeable need no labels, the others do', async () => {
    const presets = ['same-model', 'interchangeable', 'replacement', 'strict']
    expect(await Promise.all(presets.map(needsLabels))).toEqual([false, false, true, true])
  })

  it.each(['classification', 'regression'] as const)(
    'strict is replacement with half the margins, for %s',
    async (task) => {
      const amounts = async (name: string): Promise<Record<string, number>> =>
        Object.fromEntries(
          (await criteriaOf(name, task))
            .filter(({ measure }) => measure !== 'coverage')
            .map(({ measure, demand }) => [
              `${measure} ${demand.kind}`,
              'margin' in demand ? demand.margin.value : 'bound' in demand ? demand.bound.value : Number.NaN,
            ]),
        )
      const [wide, narrow] = [await amounts('replacement'), await amounts('strict')]
      expect(Object.keys(narrow)).toEqual(Object.keys(wide))
      // An AUC of 50 % is no difference at all: 60 % and 55 %.
      const nothing = (key: string) => (key.startsWith('domainClassifierAuc') ? 50 : 0)
      for (const [key, value] of Object.entries(wide))
        expect(narrow[key]! - nothing(key)).toBeCloseTo((value - nothing(key)) / 2, 12)
    },
  )

  it('same-model and replacement know tensors, and strict says that it does not', async () => {
    expect((await criteriaOf('same-model', 'tensors')).length).toBeGreaterThan(0)
    expect((await criteriaOf('replacement', 'tensors')).length).toBeGreaterThan(0)
    expect(await readPreset('strict', 'tensors', 'preset', { ...CONTEXT, task: 'tensors' })).toBeNull()
  })
})

async function needsLabels(name: string): Promise<boolean | undefined> {
  return (await readPreset(name, 'classification', 'preset', { ...CONTEXT, task: 'classification' }))?.needsLabels
}
