import { join } from 'node:path'
import { expect } from 'vitest'
import { formatPosition, RecetteErrors } from '../../src/core/errors.js'
import { loadPlan, loadPlanBytes, type LoadedPlan } from '../../src/plan/loadPlan.js'

export const PLANS = join(import.meta.dirname, '..', 'fixtures', 'plans')

/** A stored plan, by its name. */
export function loadStored(name: string): Promise<LoadedPlan> {
  return loadPlan(join(PLANS, name))
}

/** Plan text, as if it stood among the stored plans. */
export function loadText(yaml: string): Promise<LoadedPlan> {
  return loadPlanBytes(new TextEncoder().encode(yaml), join(PLANS, 'recette.yaml'))
}

/** Every problem of a plan that must not load, as `line:column code message`. */
export async function problemsOf(loading: Promise<unknown>): Promise<string[]> {
  const error: unknown = await loading.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(RecetteErrors)
  if (!(error instanceof RecetteErrors)) return []
  expect(error.kind).toBe('usage')
  return error.problems.map((problem) => {
    expect(problem.hint).not.toBe('')
    const at = formatPosition({ ...problem.at!, file: '' }).replace(/^:/, '')
    return `${at} ${problem.code} ${problem.message}`
  })
}

/** The smallest plan that loads, with more lines behind it. */
export function smallPlan(...lines: string[]): string {
  return [
    'recette: 1',
    'task: classification',
    'models: { old: { artifact: handover/churn.onnx }, new: { artifact: delivery/saved_model } }',
    'sets: { test: datasets/churn/test.csv, reference: datasets/churn/train-sample.csv }',
    'columns: { id: customer_id, label: churned, segments: [region] }',
    ...lines,
    '',
  ].join('\n')
}

/** A plan with one criterion, on line 7. */
export function planAsking(criterion: string): string {
  return smallPlan('criteria:', `  - ${criterion}`)
}
