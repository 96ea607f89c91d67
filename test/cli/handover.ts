import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models')

/** Line numbers count: tests expect messages to name them. */
export const PLAN = `recette: 1
title: A small handover
task: classification
models:
  old: { artifact: old.onnx, labels: ["no", "yes"], inputs: { x: [age, income] } }
  new: { artifact: new.onnx, labels: ["no", "yes"], inputs: { x: [age, income] } }
sets: { test: test.csv }
columns: { id: id, label: label, positive: "yes" }
criteria:
  - { measure: accuracy, maxDegradation: 5 points }
  - { measure: coverage, atLeast: 100 % }
report: { languages: [en] }
`

/** The same two models for a set without labels of classes: `log` gives the logarithm of one column. */
export const REGRESSION = (artifact: string): string => `recette: 1
title: A small regression
task: regression
models:
  old: { artifact: log.onnx, inputs: { x: age } }
  new: { artifact: ${artifact}, inputs: { x: age } }
sets: { test: test.csv }
columns: { id: id, label: income }
criteria:
  - { measure: mae, maxDegradation: 0.5 }
report: { languages: [en] }
`

/** 120 cases whose label is "yes" where age exceeds income, as both models see it too; every eleventh is labelled the other way. */
export function testSet(change: (line: string, lineNumber: number) => string = (line) => line): string {
  const lines = ['id,age,income,region,label']
  for (let i = 1; i <= 120; i++) {
    const age = 1 + ((i * 37) % 100) / 50
    const income = 1 + ((i * 53) % 97) / 48
    const yes = age > income !== (i % 11 === 0)
    lines.push(`c${i},${age.toFixed(3)},${income.toFixed(3)},${i % 3 === 0 ? 'Sud' : 'Nord'},${yes ? 'yes' : 'no'}`)
  }
  return `${lines.map((line, index) => change(line, index + 1)).join('\n')}\n`
}

/** Puts `change` in the place of one line (1-based, the header is line 1) of the test set. */
export function testSetWith(lineNumber: number, change: (line: string) => string): string {
  return testSet((line, at) => (at === lineNumber ? change(line) : line))
}

export interface Handover {
  readonly folder: string
  readonly out: string
  path(name: string): string
  run(...args: string[]): Promise<CliRun>
}

/** A handover of two equal small models in a folder of its own; its report folder holds a finished report of an earlier run. */
export async function layHandover(
  given: {
    plan?: string
    /** Files to write, by name. */
    files?: Readonly<Record<string, string | Uint8Array>>
    /** Models to copy from the fixtures, by name. */
    models?: readonly string[]
    earlier?: boolean
  } = {},
): Promise<Handover> {
  const folder = temporaryFolder()
  const path = (name: string): string => join(folder, name)
  cpSync(join(MODELS, 'sigmoid.onnx'), path('old.onnx'))
  cpSync(join(MODELS, 'sigmoid.onnx'), path('new.onnx'))
  for (const name of given.models ?? []) cpSync(join(MODELS, name), path(name), { recursive: true })
  for (const [name, content] of Object.entries({
    'recette.yaml': given.plan ?? PLAN,
    'test.csv': testSet(),
    ...given.files,
  }))
    writeFileSync(path(name), content)
  const out = path('report')
  if (given.earlier !== false) cpSync(await finishedReport(), out, { recursive: true })
  return {
    folder,
    out,
    path,
    run: (...args) => runCli(args.length > 0 ? args : ['run', 'recette.yaml', '--out', 'report'], { cwd: folder }),
  }
}

let finished: Promise<string> | undefined
const shared: string[] = []
afterAll(() => shared.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** The report of a run that passed, made once for each file of tests. */
function finishedReport(): Promise<string> {
  return (finished ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recette-test-'))
    shared.push(folder)
    for (const name of ['old.onnx', 'new.onnx']) cpSync(join(MODELS, 'sigmoid.onnx'), join(folder, name))
    writeFileSync(join(folder, 'recette.yaml'), PLAN)
    writeFileSync(join(folder, 'test.csv'), testSet())
    const run = await runCli(['run', 'recette.yaml', '--out', 'report'], { cwd: folder })
    expect(run.code, run.stderr).toBe(0)
    return join(folder, 'report')
  })())
}

export const REPORT_FILES = ['junit.xml', 'report.html', 'result.json', 'summary.md']

export function readResult(folder: string): Result {
  return resultSchema.parse(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')))
}

/** Everything under a folder, as text by path. */
export function snapshot(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  )
}

/** Runs and expects exit code 2, these lines on stderr and no others, and nothing written anywhere. Returns what was said. */
export async function expectRefusal(handover: Handover, stderr: string, ...args: string[]): Promise<void> {
  const before = snapshot(handover.folder)
  const run = await handover.run(...args)
  expect(run.stderr).toBe(stderr)
  expect(run.code).toBe(2)
  expect(run.stdout).toBe('')
  expect(snapshot(handover.folder)).toEqual(before)
}

/**
 * Runs and expects exit code 4, these lines on stderr and no others, a report that says so in every one of its files, and the earlier
 * report as it was, byte for byte.
 */
export async function expectCouldNotRun(handover: Handover, stderr: string | RegExp): Promise<Result> {
  const before = snapshot(handover.folder)
  expect(Object.keys(snapshot(handover.out))).toEqual(REPORT_FILES)
  const run = await handover.run()
  if (typeof stderr === 'string') expect(run.stderr).toBe(stderr)
  else expect(run.stderr).toMatch(stderr)
  expect(run.code).toBe(4)
  const { failed, rest } = setAside(snapshot(handover.folder))
  expect(rest).toEqual(before)
  expect(Object.keys(failed)).toEqual(REPORT_FILES)

  const result = readResult(join(handover.out, 'could-not-run'))
  expect(result.verdict.status).toBe('could-not-run')
  expect(result.findings.map(({ status }) => status)).not.toContain('pass')
  const [problem] = result.problems
  expect(run.stderr).toContain(`✖ ${problem!.message}\n→ ${problem!.hint}`)
  // What the client opens, what CI reads, and what the terminal shows all say that nothing was compared.
  expect(failed['report.html']).toContain('No case could be compared')
  expect(failed['junit.xml']).toMatch(/<testsuites[^>]* errors="[1-9]/)
  expect(failed['summary.md']).toMatch(/No case (could be|was) compared/)
  expect(run.stdout).toContain('No case was compared.')
  expect(run.stdout).toContain('report/could-not-run/report.html')
  return result
}

function setAside(files: Record<string, string>): { failed: Record<string, string>; rest: Record<string, string> } {
  const aside = 'report/could-not-run/'
  const entries = Object.entries(files)
  return {
    failed: Object.fromEntries(
      entries.flatMap(([name, text]) => (name.startsWith(aside) ? [[name.slice(aside.length), text]] : [])),
    ),
    rest: Object.fromEntries(entries.filter(([name]) => !name.startsWith(aside))),
  }
}
