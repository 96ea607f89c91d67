import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/** What it builds is tried by the proofs; here is what it says before it begins. */
describe('recette setup tensorflow', () => {
  it('names every tool that is missing before anything is downloaded, and the other way to run SavedModels', async () => {
    const [bin, cache] = [temporaryFolder(), temporaryFolder()]
    // Node alone: no Python, no make, no compiler.
    symlinkSync(process.execPath, join(bin, 'node'))
    const { code, stderr } = await runCli(['setup', 'tensorflow'], {
      env: { PATH: bin, CXX: '', RECETTE_CACHE: cache },
    })
    expect(code).toBe(4)
    expect(stderr).toMatch(/✖ .* needs Python 3 with pip .*, make, a C\+\+ compiler .*: not found on this machine\./)
    expect(stderr).toContain('→ Install what is missing')
    expect(stderr).toContain('recette setup python')
    expect(readdirSync(cache)).toEqual([])
  })

  it('says what is missing in the folder that LIBTENSORFLOW_DIR names', async () => {
    const [named, cache] = [temporaryFolder(), temporaryFolder()]
    const env = { LIBTENSORFLOW_DIR: named, RECETTE_CACHE: cache }
    const empty = await runCli(['setup', 'tensorflow'], { env })
    expect(empty.code).toBe(2)
    expect(empty.stderr).toContain(`LIBTENSORFLOW_DIR is ${named}, but there is no lib/libtensorflow* in it.`)
    mkdirSync(join(named, 'lib'))
    writeFileSync(join(named, 'lib', 'libtensorflow.so.2'), '')
    const half = await runCli(['setup', 'tensorflow'], { env })
    expect(half.stderr).toContain('there is no include/tensorflow/c/c_api.h in it.')
    expect(readdirSync(cache)).toEqual([])
  })

  it('does nothing for artifacts of which none is a SavedModel', async () => {
    const cache = temporaryFolder()
    const { code, stderr } = await runCli(['setup', 'tensorflow', 'test/fixtures/models/mlp.onnx'], {
      cwd: ROOT,
      env: { RECETTE_CACHE: cache },
    })
    expect(`${code} ${stderr}`).toBe('0 None of them is a SavedModel: native TensorFlow is not needed')
    expect(readdirSync(cache)).toEqual([])
  })
})
