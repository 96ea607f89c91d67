import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { RecetteError } from '../../src/core/errors.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { FIXTURES, openFixture, runningHosts, specOf, temporaryFolder } from './fixtures.js'
import { findModel } from '../../src/models/findModel.js'
import { setUpPython } from './pythonEnvironment.js'

const CHURN = join(FIXTURES, 'python', 'churn.joblib')

describe('an artifact that executes code when it is loaded', () => {
  it('is refused unless the plan trusts it, with the digest to write and what that means', async () => {
    const digest = await sha256Path(CHURN)
    const error = await failure(CHURN)
    expect(error).toMatchObject({ code: 'MODEL_NOT_TRUSTED', kind: 'usage' })
    expect(error.message).toMatch(/it\.joblib can execute any code when it is loaded/)
    expect(error.hint).toContain(`trust: "${digest}"`)
    expect(error.hint).toContain('models.new')
  })

  it('is refused when its bytes are not those that the plan trusts', async () => {
    const error = await failure(CHURN, { trust: '0'.repeat(64) })
    expect(error.code).toBe('MODEL_NOT_TRUSTED')
    expect(error.message).toContain(await sha256Path(CHURN))
  })

  it('needs Python, and where that is not set up the command that gets it is said', async () => {
    const kept = { ...process.env }
    process.env['RECETTE_CACHE'] = await temporaryFolder()
    delete process.env['RECETTE_PYTHON']
    try {
      const error = await failure(CHURN, { trust: await sha256Path(CHURN) })
      expect(error.code).toBe('PYTHON_MISSING')
      expect(error.message).toContain('needs Python with scikit-learn')
      expect(error.hint).toContain('recette setup python')
    } finally {
      process.env = kept
    }
  })
})

const skipped = await setUpPython('churn.joblib', 'lightgbm-wrapper.joblib', 'lightgbm.txt')

describe.skipIf(skipped !== null)(`the Python host${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    // Protocol 0, readable: look up a name, put arguments on the stack, call.
    ['os.system', (target: string) => `cos\nsystem\n(S'touch ${target}'\ntR.`],
    ['posix.system', (target: string) => `cposix\nsystem\n(S'touch ${target}'\ntR.`],
    ['builtins.open', (target: string) => `cbuiltins\nopen\n(S'${target}'\nS'w'\ntR.`],
    ['builtins.exec', (target: string) => `cbuiltins\nexec\n(S'open("${target}", "w")'\ntR.`],
    ['builtins.__import__', (target: string) => `cbuiltins\n__import__\n(S'os'\ntR(S'touch ${target}'\ntR.`],
    ['subprocess.call', (target: string) => `csubprocess\ncall\n((lS'touch'\naS'${target}'\natR.`],
  ])('refuses a pickle that calls %s even when it is trusted, and nothing was touched', async (name, write) => {
    const folder = await temporaryFolder()
    const [path, target] = [join(folder, 'model.pkl'), join(folder, 'touched')]
    await writeFile(path, write(target))
    const error = await failure(path, { trust: await sha256Path(path) })
    expect(error.code).toBe('MODEL_DANGEROUS')
    expect(error.message).toContain(`looks up ${name}`)
    expect(error.hint).toContain(`despite: ["${name}"]`)
    expect(existsSync(target)).toBe(false)
  })

  it('lets through what the plan names, and nothing else: each that is found is told, with those that are named already', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'model.pkl')
    // Two calls, one after the other: first `os.getcwd`, which is harmless and yet not for a model, then the shell.
    await writeFile(path, `cos\ngetcwd\n(tR0cposix\nsystem\n(S'touch ${join(folder, 'touched')}'\ntR.`)
    const trust = await sha256Path(path)
    const both = await failure(path, { trust })
    expect(both.message).toContain('looks up os.getcwd, posix.system, which no model needs')
    expect(both.hint).toContain('despite: ["os.getcwd", "posix.system"]')
    const one = await failure(path, { trust, despite: ['os.getcwd'] })
    expect(one.code).toBe('MODEL_DANGEROUS')
    expect(one.hint).toContain('despite: ["os.getcwd", "posix.system"]')
    const other = await failure(path, { trust, despite: ['posix.system', 'os.getcwdb'] })
    expect(other.code).toBe('MODEL_DANGEROUS')
    expect(existsSync(join(folder, 'touched'))).toBe(false)
  })

  it.each([
    ['broken.joblib', 'neither a pickle nor anything else', 'MODEL_FAILED', /the artifact failed/],
    ['dictionary.pkl', '(dS"weights"\nI1\ns.', 'MODEL_NOT_A_MODEL', /dictionary with the keys weights/],
    ['own.pkl', 'cagency_code.models\nChurn\n.', 'PYTHON_PACKAGE_MISSING', /package "agency_code"/],
  ])('says what is wrong with %s', async (name, content, code, message) => {
    const path = join(await temporaryFolder(), name)
    await writeFile(path, content)
    const error = await failure(path, { trust: await sha256Path(path) })
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })

  it('that takes too long to load is stopped', async () => {
    const error = await failure(CHURN, { trust: await sha256Path(CHURN), timeoutMs: 1 })
    expect(error.code).toBe('MODEL_TIMEOUT')
  })

  it('that takes more memory than it may is stopped', async () => {
    const error = await failure(CHURN, { trust: await sha256Path(CHURN), memoryBytes: 40 * 2 ** 20 })
    expect(error.code).toBe('MODEL_OUT_OF_MEMORY')
  })

  it.runIf(process.platform === 'linux')('is gone when its model is disposed of', async () => {
    const model = await openFixture('python/lightgbm.txt')
    expect(runningHosts()).toHaveLength(1)
    await model[Symbol.asyncDispose]()
    expect(runningHosts()).toEqual([])
  })
})

async function failure(path: string, more: Partial<ArtifactSpec> = {}): Promise<RecetteError> {
  const source = await findModel(
    specOf('', { artifact: { path, shown: `handover/it${path.slice(path.lastIndexOf('.'))}` }, ...more }),
  )
  const error: unknown = await source.open({}).then(
    (model) => model[Symbol.asyncDispose](),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof RecetteError))
    throw new Error(`expected a RecetteError, found ${String(error)}`, { cause: error })
  return error
}
