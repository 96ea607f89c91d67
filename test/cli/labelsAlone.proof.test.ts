import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

/** Enough for the preset's margins to be kept beyond doubt where nothing differs. */
const CASES = 2_000

const MODELS = join(ROOT, 'test/fixtures/models')
const model = (name: string): string => join(MODELS, name)

/** A folder with these files, and the command line in it. */
function handover(files: Readonly<Record<string, string>>) {
  const cwd = temporaryFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  return {
    cwd,
    cli: (...args: string[]): Promise<CliRun> => runCli(args, { cwd }),
    result: (folder = 'recette-report'): Result =>
      resultSchema.parse(JSON.parse(readFileSync(join(cwd, folder, 'result.json'), 'utf8'))),
  }
}

function csv(head: string, rows: number, row: (index: number) => string): string {
  return `${head}\n${Array.from({ length: rows }, (_, index) => row(index)).join('\n')}\n`
}

describe('models that give labels alone', () => {
  it('are judged by labels alone in a run without a plan', async () => {
    const { cli, result } = handover({
      'set.csv': csv(
        'id,p,q,r,kind',
        CASES,
        (i) => `${i},${Number(i % 3 === 0)},${Number(i % 3 === 1)},${Number(i % 3 === 2)},${['a', 'b', 'ç'][i % 3]}`,
      ),
    })
    const run = await cli(
      'run',
      '--old',
      model('label-text.onnx'),
      '--new',
      model('logits.onnx'),
      '--set',
      'set.csv',
      '--label',
      'kind',
    )
    expect(run.stderr).toContain('• a model gives labels without scores: only labels are judged')
    expect(run.code).toBe(0)
    expect(
      result()
        .findings.map(({ measure }) => measure)
        .sort(),
    ).toEqual(['accuracy', 'balancedAccuracy', 'coverage', 'negativeFlipRate'])
  })

  it('cannot be judged by what a plan’s author demands of scores: that could not run', async () => {
    const { cli } = handover({
      'set.csv': csv(
        'p,q,r,kind',
        CASES,
        (i) => `${Number(i % 3 === 0)},${Number(i % 3 === 1)},${Number(i % 3 === 2)},${['a', 'b', 'ç'][i % 3]}`,
      ),
      'recette.yaml': `recette: 1
task: classification
models:
  old: { artifact: "${model('label-text.onnx')}" }
  new: { artifact: "${model('logits.onnx')}", labels: [a, b, ç] }
sets: { test: set.csv }
columns: { label: kind }
preset: replacement
criteria: [{ measure: logLoss, maxDegradation: 10 % }]
`,
    })
    expect((await cli('run')).code).toBe(4)
  })
})
