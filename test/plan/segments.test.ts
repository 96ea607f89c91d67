import { describe, expect, it } from 'vitest'
import { segmentOf } from '../../src/core/segment.js'
import { loadText, problemsOf, smallPlan } from './refusals.js'

const withSegments = (segments: string, ...criteria: string[]): string =>
  smallPlan(...criteria).replace('segments: [region]', `segments: ${segments}`)

const segmentsOf = async (segments: string) => (await loadText(withSegments(segments))).plan.columns.segments

describe('segments of a plan', () => {
  it('are columns, bins of numbers by their edges or their number, and crosses of two', async () => {
    expect(
      await segmentsOf(
        '[region, { column: age, edges: [30, 50.5] }, { column: income, bins: 4 }, [region, plan], { cross: [plan, 2020] }]',
      ),
    ).toEqual([
      segmentOf({ column: 'region' }),
      segmentOf({ column: 'age', edges: [30, 50.5] }),
      segmentOf({ column: 'income', bins: 4 }),
      segmentOf({ column: 'region' }, { column: 'plan' }),
      segmentOf({ column: 'plan' }, { column: '2020' }),
    ])
  })

  it('cut a column in a cross as it is cut beside it, unless the cross says how', async () => {
    const [, cross, own] = await segmentsOf(
      '[{ column: age, edges: [30] }, [region, age], { cross: [plan, { column: age, bins: 2 }] }]',
    )
    expect(cross).toEqual(segmentOf({ column: 'region' }, { column: 'age', edges: [30] }))
    expect(own).toEqual(segmentOf({ column: 'plan' }, { column: 'age', bins: 2 }))
  })

  it('are named by criteria as they are declared, a cross in either order', async () => {
    const { plan } = await loadText(
      withSegments(
        '[region, [region, plan]]',
        'criteria:',
        '  - { measure: accuracy, by: region, maxDegradation: 3 points }',
        '  - { measure: accuracy, by: [plan, region], maxDegradation: 5 points, minCases: 200 }',
      ),
    )
    const own = plan.criteria.filter(({ from }) => from === 'plan')
    expect(own.map(({ id, by }) => [id, by])).toEqual([
      ['accuracy maxDegradation 3 points by region', 'region'],
      ['accuracy maxDegradation 5 points by region × plan', 'region × plan'],
    ])
  })

  it.each([
    ['[region, region]', /^5:64 PLAN_REPEATED_NAME "region" stands twice in columns\.segments\.$/],
    ['[{ column: age, edges: [50, 30] }]', /PLAN_DOES_NOT_FIT .*\[50, 30\] does not rise from one to the next\./],
    ['[{ column: age, edges: [30], bins: 4 }]', /PLAN_DOES_NOT_FIT .*gives both edges and bins for "age"\./],
    ['[{ bins: 4 }]', /PLAN_DOES_NOT_FIT .*does not say which column cuts the cases\./],
    ['[[region, region]]', /PLAN_DOES_NOT_FIT .*crosses "region" with itself\./],
    ['[{ column: age, cross: [region, plan] }]', /PLAN_DOES_NOT_FIT .*says cross beside column, edges or bins\./],
    ['[{ column: age, bins: 1 }]', /a whole number from 2 to 50/],
    ['[[region, plan, city]]', /a list of two/],
  ])('%s is refused with what is wrong with it', async (segments, problem) => {
    const [first, ...more] = await problemsOf(loadText(withSegments(segments)))
    expect(first).toMatch(problem)
    expect(more).toEqual([])
  })

  it('that a criterion names and the plan does not declare are an error that says how to declare them', async () => {
    const problems = await problemsOf(
      loadText(
        withSegments(
          '[region]',
          'criteria:',
          '  - { measure: accuracy, by: [region, plan], maxDegradation: 3 points }',
        ),
      ),
    )
    expect(problems).toEqual(['7:30 PLAN_UNKNOWN_SEGMENT "region × plan" is not one of the segments of the plan.'])
  })
})
