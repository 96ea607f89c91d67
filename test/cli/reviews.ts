import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

/** See make.py there: one classifier of reviews in two wrappers, and the same tokeniser in several languages. */
export const REVIEWS = join(ROOT, 'test/fixtures/prepare')

/** Each side is the lines of a model, without indentation. */
export const reviewsPlan = (
  sides: { readonly old: string; readonly new: string },
  criteria = CRITERIA,
): string => `recette: 1
title: A classifier of reviews
task: classification
models:
  old:
${indented(sides.old)}
  new:
${indented(sides.new)}
sets: { test: reviews.csv }
columns: { id: id, label: label, positive: good }
criteria:
${criteria}report: { languages: [en, fr] }
`

const CRITERIA = `  - { measure: largestScoreDifference, atMost: 0.00001 }
  - { measure: coverage, atLeast: 100 % }
`

/** The ONNX model behind its tokeniser in TypeScript. */
export const IN_TYPESCRIPT = `artifact: reviews.onnx
labels: [bad, good]
prepare: { file: prepare.ts, files: [words.ts, vocab.json] }`

/** The same model behind its tokeniser in Python. */
export const IN_PYTHON = `artifact: reviews.onnx
labels: [bad, good]
timeout: 20 s
prepare: { file: tokens.py, files: [vocab.json] }`

/** The fixtures and a plan, in a folder of their own. */
export function layReviews(plan: string): string {
  const folder = temporaryFolder()
  cpSync(REVIEWS, folder, { recursive: true })
  writeFileSync(join(folder, 'recette.yaml'), plan)
  return folder
}

export const runReviews = (folder: string): Promise<CliRun> =>
  runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })

function indented(lines: string): string {
  return lines
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
