import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runAcceptance } from '../../src/cli/acceptance/runAcceptance.js'
import { silent } from '../../src/cli/progress.js'
import type { Result } from '../../src/core/result.js'
import { loadPlan } from '../../src/plan/loadPlan.js'
import { COLUMNS, customers, exportOnnx, network, retrained, type Fault } from './faultyModels.js'
import { temporaryFolder } from './runCli.js'

export const LABELS = ['L0', 'L1', 'L2']
export const TRUE = network(LABELS.length)

export interface Tried {
  readonly old?: Uint8Array
  readonly new: Uint8Array
  readonly set?: string
  /** Its name, where it is no CSV. */
  readonly file?: string
  readonly plan?: (plan: string) => string
  readonly always?: boolean
  readonly files?: Readonly<Record<string, Uint8Array>>
}

/** The plan of two networks over the customers. */
export function planText(): string {
  return `recette: 1
task: classification
models:
  old: { artifact: old.onnx, labels: [${LABELS.join(', ')}], inputs: { x: [${COLUMNS.join(', ')}] } }
  new: { artifact: new.onnx, labels: [${LABELS.join(', ')}], inputs: { x: [${COLUMNS.join(', ')}] } }
sets: { test: test.csv }
columns: { id: id, label: label }
criteria:
  - { measure: accuracy, maxDegradation: 3 points }
  - { measure: logLoss, maxDegradation: 5 % }
`
}

/** Runs the whole recette on real artifacts, in this process. */
export async function compare(tried: Tried): Promise<Result> {
  const folder = temporaryFolder()
  const plan = planText()
  writeFileSync(join(folder, 'recette.yaml'), tried.plan?.(plan) ?? plan)
  writeFileSync(join(folder, 'old.onnx'), tried.old ?? exportOnnx(TRUE))
  writeFileSync(join(folder, 'new.onnx'), tried.new)
  for (const [name, content] of Object.entries(tried.files ?? {})) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, tried.file ?? 'test.csv'), tried.set ?? customers(TRUE))
  const loaded = await loadPlan(join(folder, 'recette.yaml'))
  const result = await runAcceptance({
    plan: loaded.plan,
    planSha256: loaded.sha256,
    inferred: false,
    notices: [],
    lookForCauses: tried.always === true,
    progress: silent,
    signal: new AbortController().signal,
  })
  expect(result.problems).toEqual([])
  return result
}

/** The new model is a retraining of the old, so that nothing fits exactly, with one fault. */
export const faulty = (fault: Fault): Uint8Array => exportOnnx(retrained(TRUE, 0.05, 3), fault)

export const causesOf = ({ causes = [] }: Result) => causes.map(({ cause }) => cause)

export function withNewInputs(plan: string, columns: string): string {
  const [before, after] = plan.split('new: { artifact')
  return `${before}new: { artifact${after!.replace(/x: \[[^\]]*\]/, `x: [${columns}]`)}`
}

export function regression(plan: string): string {
  return plan
    .replace('task: classification', 'task: regression')
    .replaceAll(`labels: [${LABELS.join(', ')}], `, '')
    .replace(/criteria:[^]*/, 'criteria:\n  - { measure: mae, maxDegradation: 1 % }\n')
}
