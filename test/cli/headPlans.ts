import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Result } from '../../src/core/result.js'
import { readResult } from './handover.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

/** See make.py there: what the models answer, and that a tenth of the 240 cases is labelled otherwise. */
export const FIXTURES = join(ROOT, 'test/fixtures/heads')
export const X = 'inputs: { x: [a, b, c, d, e] }'

const INTENT = `    label: intent_label
    old: { labels: [order, invoice, return, complaint, other] }
    new: { output: topic_scores, labels: [complaint, invoice, order, other, return] }
`
const URGENCY = `    label: urgency_label
    old: { labels: [low, normal, high] }
    new: { output: priority_scores, labels: [low, normal, high] }
`
export const messages = (
  newModel: string,
  rest = '',
  heads = `  intent:\n${INTENT}  urgency:\n${URGENCY}`,
): string => `recette: 1
title: Messages
task: classification
models:
  old: { artifact: old.onnx, ${X} }
  new: { artifact: ${newModel}, ${X} }
sets: { test: test.csv }
columns: { id: id }
heads:
${heads}criteria:
  - { measure: accuracy, maxDegradation: 5 points }
  - { measure: coverage, atLeast: 100 % }
${rest}`

export interface Ran extends CliRun {
  readonly file: (name: string) => string
  readonly result: () => Result
}

export async function run(plan: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<Ran> {
  const folder = temporaryFolder()
  cpSync(FIXTURES, folder, { recursive: true })
  for (const [name, content] of Object.entries({ 'recette.yaml': plan, ...files }))
    writeFileSync(join(folder, name), content)
  const done = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
  return {
    ...done,
    file: (name) => readFileSync(join(folder, 'out', name), 'utf8'),
    result: () => readResult(join(folder, 'out')),
  }
}

/** `accuracy intent pass`, in the order of the findings. */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ measure, options, status }) => [measure, options.head ?? '-', status].join(' '))
