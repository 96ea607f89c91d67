import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { resultSchema } from '../../src/core/result.js'
import { loadPlan } from '../../src/plan/loadPlan.js'
import { planJsonSchema } from '../../src/plan/planJsonSchema.js'

const harness = join(import.meta.dirname, '..', '..', 'harness')
const stored = (name: string): unknown => JSON.parse(readFileSync(join(harness, 'schema', name), 'utf8'))

describe('the JSON Schemas in harness/schema (made by make.mjs)', () => {
  it('say the same of a plan as the code does', () => {
    expect(stored('plan.schema.json')).toEqual(JSON.parse(JSON.stringify(planJsonSchema())))
  })

  it('say the same of a result as the code does', () => {
    const current = { ...z.toJSONSchema(resultSchema), title: 'result.json, version 1' }
    expect(stored('result.schema.json')).toEqual(JSON.parse(JSON.stringify(current)))
  })

  it('name what a plan must have, for editors', () => {
    expect(stored('plan.schema.json')).toMatchObject({
      required: ['recette', 'task', 'models', 'sets'],
      additionalProperties: false,
      properties: { models: { required: ['old', 'new'] } },
    })
  })
})

describe('the example plans', () => {
  const examples = join(harness, 'examples')
  const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'recette.yaml')))

  it('are there', () => {
    expect(names.length).toBeGreaterThanOrEqual(6)
  })

  it.each(names)('%s loads', async (name) => {
    const { plan } = await loadPlan(join(examples, name, 'recette.yaml'))
    expect(plan.criteria.length).toBeGreaterThan(0)
  })
})
