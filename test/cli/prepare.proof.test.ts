import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readResult } from './handover.js'
import { IN_TYPESCRIPT, layReviews as lay, reviewsPlan, runReviews as run } from './reviews.js'

const PLAN = reviewsPlan(
  {
    old: IN_TYPESCRIPT,
    new: `artifact: reviews.onnx
labels: [bad, good]
prepare: { file: fixed.mjs, files: [vocab.json] }
inputs: { text: review }`,
  },
  `  - { measure: accuracy, maxDegradation: 1 point, basis: fixed }
  - { measure: largestScoreDifference, atMost: 0.00001 }
  - { measure: coverage, atLeast: 100 % }
`,
)
const layReviews = (plan = PLAN): string => lay(plan)

describe('a plan whose models are prepared by code', () => {
  it('compares two tokenisers before one model: the answers agree, and the report shows both with their digests', async () => {
    const folder = layReviews()
    const { code, stderr } = await run(folder)
    expect(`${code} ${stderr}`).toMatch(/^0 /)
    const result = readResult(join(folder, 'out'))
    expect(result.sets['test']).toMatchObject({ rows: 120, compared: 120 })
    expect(result.models.old?.mapping?.inputs).toEqual([
      { input: 'review', columns: [{ column: 'review' }], by: 'by-name' },
    ])
    expect(result.models.new?.mapping?.inputs).toEqual([
      { input: 'text', columns: [{ column: 'review' }], by: 'declared' },
    ])
    expect(result.models.old?.prepare).toMatchObject({ file: 'prepare.ts', files: ['vocab.json', 'words.ts'] })
    expect(result.models.new?.prepare).toMatchObject({
      file: 'fixed.mjs',
      files: ['vocab.json'],
      modelInputs: [{ name: 'ids' }, { name: 'count' }],
    })
    const report = readFileSync(join(folder, 'out/report.html'), 'utf8')
    expect(report).toContain('Its inputs are made by prepare.ts with vocab.json and words.ts (second digest).')
    expect(report).toContain('Ses entrées sont préparées par fixed.mjs avec vocab.json (seconde empreinte).')
    for (const side of ['old', 'new'] as const)
      expect(report).toContain(result.models[side]!.prepare!.sha256.match(/.{8}/g)!.join(' '))
  })

  it('gives another digest, and another answer, once a file of the preparation is another', async () => {
    const folder = layReviews()
    await run(folder)
    const before = readResult(join(folder, 'out')).models.new!
    const path = join(folder, 'fixed.mjs')
    writeFileSync(path, readFileSync(path, 'utf8').replace('toLowerCase()', 'toUpperCase()'))
    expect((await run(folder)).code).toBe(1)
    const after = readResult(join(folder, 'out'))
    expect(after.models.new!.prepare!.sha256).not.toBe(before.prepare!.sha256)
    expect(after.models.new!.sha256).toBe(before.sha256)
    expect(after.findings.find(({ measure }) => measure === 'largestScoreDifference')?.status).toBe('fail')
  })

  it('that throw could not run: the line is told, and the report still says which code it was', async () => {
    const folder = layReviews()
    const path = join(folder, 'fixed.mjs')
    writeFileSync(path, readFileSync(path, 'utf8').replace('text.map', 'text.mapp'))
    const { code, stderr } = await run(folder)
    expect(code).toBe(4)
    expect(stderr).toMatch(/new \(onnx\): the preparation fixed\.mjs:9 failed: TypeError: text\.mapp is not a function/)
    expect(readResult(join(folder, 'out')).verdict.status).toBe('could-not-run')
  })

  it('that cannot be loaded could not run, with the digest of what was given', async () => {
    const folder = layReviews()
    writeFileSync(join(folder, 'fixed.mjs'), 'export const other = 1\n')
    const { code, stderr } = await run(folder)
    expect(code).toBe(4)
    expect(stderr).toContain('the preparation fixed.mjs exports other, but no function prepare.')
    expect(readResult(join(folder, 'out')).models.new?.prepare).toMatchObject({ file: 'fixed.mjs', modelInputs: null })
  })

  it('is refused where it does not fit: no such file, a file elsewhere, a kind that no host runs, a model that is called', async () => {
    const folder = layReviews(
      PLAN.replace(
        'file: prepare.ts, files: [words.ts, vocab.json]',
        'file: prepare.rb, files: [../elsewhere.json]',
      ).replace('file: fixed.mjs', 'file: fixd.mjs'),
    )
    const { code, stderr } = await run(folder)
    expect(code).toBe(2)
    expect(stderr).toContain('models.old.prepare.file is "prepare.rb", which is no module that a host can run.')
    expect(stderr).toContain(
      'models.old.prepare.files.0 is "../elsewhere.json", which does not stand in the folder of prepare.rb or below.',
    )
    expect(stderr).toContain('there is no file "fixd.mjs". Did you mean "fixed.mjs"?')
    const called = layReviews(
      PLAN.replace(
        'artifact: reviews.onnx\n    labels: [bad, good]\n    prepare: { file: fixed.mjs',
        'endpoint: { protocol: mlflow, url: "http://localhost:9" }\n    labels: [bad, good]\n    prepare: { file: fixed.mjs',
      ),
    )
    expect((await run(called)).stderr).toContain('models.new.prepare does not belong to an endpoint.')
  })
})
