import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ARTIFACT_ROWS, pathOf, type ArtifactRow } from './artifactRows.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/**
 * The table of artifacts in the README is what these runs found. `RECETTE_WRITE_TABLE=1 npm run proof -- artifactTable` writes it.
 */
const README = join(ROOT, 'README.md')
const [BEGIN, END] = [
  '<!-- made by `RECETTE_WRITE_TABLE=1 npm run proof -- artifactTable` from test/cli/artifactRows.ts: begin -->\n',
  '<!-- made by npm run proof: end -->\n',
]
const found = new Map<string, { runtime: string; trusted: boolean }>()

process.env['RECETTE_CACHE'] = join(ROOT, '.venv')
delete process.env['RECETTE_PYTHON']

describe('the same weights, as an artifact of each kind and in ONNX (or another twin),', () => {
  it.each(ARTIFACT_ROWS)('give the same answers: $kind', async (row) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'test.csv'), row.set)
    const trust = await setUp(folder, row)
    for (const side of ['old', 'new'] as const) {
      const { code, printed, result } = await compare(folder, row, side, trust)
      expect(`${code} ${printed}`).toMatch(/^0 /)
      const { rows, compared } = result.sets['test']!
      expect(compared).toBe(rows)
      expect(rows).toBeGreaterThan(0)
      expect(result.findings.map(({ measure, status }) => `${measure}: ${status}`)).toEqual([
        'coverage: pass',
        'largestScoreDifference: pass',
      ])
      expect(result.models[side === 'old' ? 'new' : 'old']?.format).toBe(row.twinIs === undefined ? 'onnx' : 'joblib')
      const { runtime, trusted } = result.models[side]!
      found.set(row.kind, { runtime, trusted })
    }
  })
})

describe('the table in the README', () => {
  it('is what these runs found, kind by kind', () => {
    expect(found.size).toBe(ARTIFACT_ROWS.length)
    const text = readFileSync(README, 'utf8')
    const [before, rest = ''] = text.split(BEGIN)
    const [, after] = rest.split(END)
    expect(after, `the README has no ${BEGIN.trim()} … ${END.trim()}`).toBeDefined()
    const written = `${before}${BEGIN}${table()}${END}${after}`
    if (process.env['RECETTE_WRITE_TABLE'] === '1') writeFileSync(README, written)
    expect(readFileSync(README, 'utf8')).toBe(written)
  })
})

afterAll(() => found.clear())

/** The digest to trust, if the kind executes code; installs what the kind needs by the product's own commands. */
async function setUp(folder: string, row: ArtifactRow): Promise<string | null> {
  for (const what of row.setup ?? ['python']) {
    const { code, stderr } = await runCli(['setup', what, '--quiet', pathOf(row.artifact), pathOf(row.twin)])
    expect(`${code} ${stderr}`).toBe('0 ')
  }
  writeFileSync(join(folder, 'recette.yaml'), await plan(row, 'old', null))
  const { stderr } = await runCli(['run', 'recette.yaml', '--out', 'trial', '--quiet'], { cwd: folder })
  return /trust: "([0-9a-f]{64})"/.exec(stderr)?.[1] ?? null
}

async function compare(
  folder: string,
  row: ArtifactRow,
  side: 'old' | 'new',
  trust: string | null,
): Promise<{ code: number; printed: string; result: Result }> {
  const out = join(folder, side)
  writeFileSync(join(folder, 'recette.yaml'), await plan(row, side, trust))
  const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', out, '--quiet'], { cwd: folder })
  const path = join(out, 'result.json')
  expect(existsSync(path), stderr).toBe(true)
  const result = resultSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  return { code, printed: `${stderr}${JSON.stringify(result.problems)}${JSON.stringify(result.findings)}`, result }
}

async function plan(row: ArtifactRow, side: 'old' | 'new', trust: string | null): Promise<string> {
  const model = (artifact: string, more: readonly string[]): string =>
    `{ artifact: ${pathOf(artifact)}${more.map((part) => `, ${part}`).join('')} }`
  const own = row.model === undefined ? [] : [row.model]
  const twinTrust = row.twinIs === undefined ? [] : [`trust: "${await sha256Path(pathOf(row.twin))}"`]
  const models = {
    [side]: model(row.artifact, [...own, ...(trust === null ? [] : [`trust: "${trust}"`])]),
    [side === 'old' ? 'new' : 'old']: model(row.twin, [...own, ...twinTrust]),
  }
  return `recette: 1
task: ${row.task}
models:
  old: ${models['old']}
  new: ${models['new']}
sets: { test: test.csv }
${row.columns === undefined ? '' : `columns: ${row.columns}\n`}basis: fixed
criteria:
  - { measure: coverage, atLeast: 100 % }
  - { measure: largestScoreDifference, atMost: ${row.within} }
report: { languages: [en] }
`
}

function table(): string {
  const lines = ARTIFACT_ROWS.map(({ kind, within, twinIs }) => {
    const { runtime, trusted } = found.get(kind)!
    // A build's own mark (`+cpu`) is the machine's affair.
    const version = runtime.replace(/\+\w+/, '')
    return `| ${kind} | ${version} | ${trusted ? '**yes**' : 'no'} | to ${within}, as old and as new${twinIs === undefined ? '' : `; here with ${twinIs}`} |`
  })
  return `\n| artifact | run by | code on load | agrees with the same weights in ONNX |\n|-|-|-|-|\n${lines.join('\n')}\n\n`
}
