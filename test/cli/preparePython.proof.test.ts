import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { readResult } from './handover.js'
import { IN_PYTHON, IN_TYPESCRIPT, layReviews as lay, REVIEWS, reviewsPlan, runReviews as run } from './reviews.js'

const skipped = await setUpPython('churn.joblib', '../../prepare/python.yaml')

/** The same function of a text in two shapes: token ids before ONNX, made in TypeScript; token shares before scikit-learn, made in Python. */
async function layReviews(
  change: (name: string, content: string) => string = (_, content) => content,
): Promise<string> {
  const scikit = `artifact: reviews.joblib
trust: ${await sha256Path(join(REVIEWS, 'reviews.joblib'))}
timeout: 20 s
prepare: { file: prepare.py, files: [vocab.json] }`
  const folder = lay(change('recette.yaml', reviewsPlan({ old: IN_TYPESCRIPT, new: scikit })))
  const path = join(folder, 'prepare.py')
  writeFileSync(path, change('prepare.py', readFileSync(path, 'utf8')))
  return folder
}

/** What is said when the module's last line is this one. */
async function failureOf(line: string): Promise<string> {
  const folder = await layReviews((name, content) =>
    name === 'prepare.py' ? content.replace('    return {"X": shares}', line) : content,
  )
  const { code, stderr } = await run(folder)
  expect(code).toBe(4)
  expect(readResult(join(folder, 'out')).verdict.status).toBe('could-not-run')
  return stderr
}

describe.skipIf(skipped !== null)(`a preparation in Python${skipped === null ? '' : ` (${skipped})`}`, () => {
  it('before scikit-learn agrees with one in TypeScript before ONNX', async () => {
    const folder = await layReviews()
    const { code, stderr } = await run(folder)
    expect(`${code} ${stderr}`).toMatch(/^0 /)
    const result = readResult(join(folder, 'out'))
    expect(result.sets['test']).toMatchObject({ rows: 120, compared: 120 })
    expect(result.models.new).toMatchObject({
      signature: { inputs: [{ name: 'review', dtype: 'utf8', shape: [null] }], labels: ['bad', 'good'] },
      prepare: { file: 'prepare.py', files: ['vocab.json'], modelInputs: [{ name: 'X', dtype: 'float64' }] },
    })
    expect(result.findings.map(({ status }) => status)).toEqual(['pass', 'pass'])
  })

  it('before ONNX runs in the Python host, and agrees with one in TypeScript before the same file', async () => {
    const folder = lay(reviewsPlan({ old: IN_PYTHON, new: IN_TYPESCRIPT }))
    const { code, stderr } = await run(folder)
    expect(`${code} ${stderr}`).toMatch(/^0 /)
    const { findings, models } = readResult(join(folder, 'out'))
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass'])
    expect(models.old).toMatchObject({
      format: 'onnx',
      runtime: expect.stringMatching(/^onnxruntime \d+\.\d+\.\d+ \(cpu, Python\)$/) as string,
      signature: { inputs: [{ name: 'review', dtype: 'utf8', shape: [null] }] },
      prepare: {
        file: 'tokens.py',
        files: ['vocab.json'],
        modelInputs: [
          { name: 'ids', dtype: 'int64', shape: [null, null] },
          { name: 'count', dtype: 'float32', shape: [null, 1] },
        ],
      },
    })
    expect(models.new?.runtime).toContain('onnxruntime-node')
    // Both hosts look at the same weights and say so alike.
    expect(models.old?.weights?.sha256).toBe(models.new?.weights?.sha256)
    const told = lay(reviewsPlan({ old: IN_PYTHON, new: IN_TYPESCRIPT }))
    const path = join(told, 'tokens.py')
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('    return {', '    raise KeyError("no such token")\n    return {'),
    )
    const failed = await run(told)
    expect(failed.code).toBe(4)
    expect(failed.stderr).toContain('✖ old (onnx): the preparation tokens.py:18 failed: KeyError')
  })

  it.each([
    ['    return {"X": shares[1:]}', ' gave "X" for 119 rows, but the batch has 120 cases.'],
    ['    return shares', ' gave ndarray, not a dictionary of inputs.'],
    ['    return {"x": shares}', ' gave "x", which the model does not take.'],
    ['    return {"X": shares[:, 1:]}', ' gave "X" with shape [120, 33], but the model takes [?, 34].'],
    [
      '    shares[2, 1] = np.nan; return {"X": shares}',
      ' gave nan for "X", which is float64, in row 3 of a batch of 120 cases.',
    ],
    ['    raise ValueError("no such token")', ':20 failed: ValueError: no such token'],
    ['    import sys; sys.exit(0)', ':20 failed: SystemExit: 0'],
    ['    import tokeniser', ":20 failed: ModuleNotFoundError: No module named 'tokeniser'"],
  ])('that ends with %s could not run, and is told by name', async (line, message) => {
    expect(await failureOf(line)).toContain(`✖ new (joblib): the preparation prepare.py${message}`)
  })

  it('that never returns is stopped, and one in the language of the other host is refused', async () => {
    const folder = await layReviews((name, content) =>
      name === 'prepare.py'
        ? content.replace('    return {', '    while True: pass\n    return {')
        : content.replace('20 s', '6 s'),
    )
    expect((await run(folder)).stderr).toContain('no answer within 6 s')
    const other = await layReviews((_, content) => content.replace('file: prepare.py', 'file: prepare.ts'))
    const { code, stderr } = await run(other)
    expect(code).toBe(2)
    expect(stderr).toContain(
      'The preparation prepare.ts of the new model is JavaScript, but reviews.joblib (joblib) is run by the Python host.',
    )
  })
})
