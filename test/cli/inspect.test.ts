import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models')

describe('recette inspect', () => {
  it('shows what a model takes and gives, with its labels', async () => {
    const { code, stdout } = await runCli(['inspect', 'zipmap.onnx', 'tfjs-layers', 'float64.onnx'], { cwd: MODELS })
    expect(code).toBe(0)
    expect(stdout).toContain('zipmap.onnx: a model\n  format   onnx, run by onnxruntime-node')
    expect(stdout).toContain('  takes    X  float32 [?, 2]')
    expect(stdout).toContain('  labels   no, yes')
    expect(stdout).toContain('tfjs-layers: a model\n  format   tfjs-layers, run by tfjs')
    // One number a case needs no labels.
    expect(stdout).toContain('  gives    y  float64 [?, 1]\n  labels   none in the artifact\n')
  })

  it('says so of a model that opens and does not answer', async () => {
    const cwd = temporaryFolder()
    cpSync(join(MODELS, 'tfjs-graph'), join(cwd, 'broken'), { recursive: true })
    const path = join(cwd, 'broken', 'model.json')
    const model = JSON.parse(readFileSync(path, 'utf8')) as { weightsManifest: { weights: { shape: number[] }[] }[] }
    // As many numbers, the other way round: that shows only when they are multiplied with a case.
    for (const { weights } of model.weightsManifest) for (const weight of weights) weight.shape.reverse()
    writeFileSync(path, JSON.stringify(model))
    const { code, stdout } = await runCli(['inspect', 'broken', join(MODELS, 'tfjs-graph')], { cwd })
    expect(code).toBe(0)
    const [broken, whole] = stdout.split('\n\n')
    expect(broken).toMatch(
      /^ {2}trial {4}it does not answer two made-up cases of zeros: new \(tfjs-graph\): the artifact failed: .*matMul/m,
    )
    expect(whole).not.toContain('trial')
  })

  it('shows how a set was read and what its columns hold', async () => {
    const cwd = temporaryFolder()
    // A table as a French spreadsheet saves it, in Windows-1252: é is the byte E9.
    const text = 'Prénom;né le;prix;classe\nZoé;03/02/2020;1,5;0\nAndré;04/02/2020;2,25;1\n;05/02/2020;;1\n'
    writeFileSync(join(cwd, 'clients.csv'), Buffer.from(text, 'latin1'))
    const { code, stdout } = await runCli(['inspect', 'clients.csv'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('clients.csv: a set of 3 cases, 4 columns')
    expect(stdout).toContain('delimiter ;, quote ", decimal ,, dates né le: dd/MM/yyyy')
    expect(stdout).toMatch(/Prénom +utf8 +2 values · André \(1\), Zoé \(1\) · 1 missing/)
    expect(stdout).toMatch(/prix +float64 +1\.5 to 2\.25 · 1 missing/)
    expect(stdout).toMatch(/classe +int64 +0 to 1 · 2 values · 1 \(2\), 0 \(1\)/)
  })

  it('gives the same as JSON', async () => {
    const { stdout } = await runCli(['inspect', '--json', 'sigmoid.onnx'], { cwd: MODELS })
    expect(JSON.parse(stdout)).toMatchObject([
      {
        kind: 'model',
        format: 'onnx',
        labels: null,
        signature: { inputs: [{ name: 'x', dtype: 'float32', shape: [null, 2] }] },
      },
    ])
  })

  it('names a file that is not there, and one that is neither a model nor a set', async () => {
    const missing = await runCli(['inspect', 'zipmpa.onnx'], { cwd: MODELS })
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toContain('zipmpa.onnx does not exist. Did you mean "zipmap.onnx"?')
    const other = await runCli(['inspect', 'make.py'], { cwd: MODELS })
    expect(other.code).toBe(2)
    expect(other.stderr).toContain('Supported: ONNX')
  })
})

describe('recette doctor', () => {
  it('lists the runtimes that work here and how to get the others', async () => {
    const { code, stdout } = await runCli(['doctor'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/✔ onnxruntime-node \d+\.\d+\.\d+ +onnx/)
    expect(stdout).toMatch(/✔ @tensorflow\/tfjs-backend-wasm \d+\.\d+\.\d+ +tfjs-layers, tfjs-graph/)
    expect(stdout).toMatch(/Models are kept apart by: .*clean-environment/)
  })

  it('gives the same as JSON', async () => {
    const { stdout } = await runCli(['doctor', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      node: process.version,
      runtimes: expect.arrayContaining([expect.objectContaining({ name: 'onnxruntime-node', available: true })]),
    })
  })
})
