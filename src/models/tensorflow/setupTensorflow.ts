import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { RecetteError } from '../../core/errors.js'
import { holdLock } from '../setup/holdLock.js'
import { runTool, type SetupWatch } from '../setup/runTool.js'
import {
  digestOfPins,
  findTensorflow,
  stampIn,
  TENSORFLOW_PINS,
  tensorflowFolder,
  type TensorflowInstallation,
  type TensorflowStamp,
} from './installation.js'
import { layLibrary, namedLibrary, type NamedLibrary } from './layLibrary.js'
import { nodeHeaders } from './nodeHeaders.js'

const PACKAGE = join('node_modules', '@tensorflow', 'tfjs-node')
/** Where node-pre-gyp puts what it builds, for the newest interface that the package knows. */
const BINDING = join(PACKAGE, 'lib', 'napi-v8', 'tfjs_binding.node')
const LOAD_MS = 60_000

/**
 * Native TensorFlow for Node in the user's cache folder: @tensorflow/tfjs-node without the download of its own, built against the
 * library of a TensorFlow package. Made in a folder beside, tried, and only then put in place. Does nothing the second time.
 */
export async function setupTensorflow(
  watch: SetupWatch,
): Promise<{ readonly installation: TensorflowInstallation; readonly installed: boolean }> {
  const folder = tensorflowFolder()
  await using _ = await holdLock(folder, watch)
  const named = await namedLibrary()
  const before = await findTensorflow()
  if (before !== null && (named === null || before.source === named.folder))
    return { installation: before, installed: false }
  await requireTools()
  const partial = await mkdtemp(`${folder}.partial-`)
  try {
    await build(partial, named, watch)
    watch.progress('Trying it')
    const { version, library } = await tryBinding(partial)
    const source = named?.folder ?? null
    const stamp: TensorflowStamp = { digest: await digestOfPins(), version, library, binding: BINDING, source }
    await writeFile(stampIn(partial), `${JSON.stringify(stamp, null, 2)}\n`)
    await rm(folder, { recursive: true, force: true })
    await rename(partial, folder)
    return { installation: { folder, binding: join(folder, BINDING), version, library, source }, installed: true }
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

async function build(folder: string, named: NamedLibrary | null, watch: SetupWatch): Promise<void> {
  for (const name of ['package.json', 'package-lock.json']) await cp(join(TENSORFLOW_PINS, name), join(folder, name))
  watch.progress('Installing @tensorflow/tfjs-node')
  await runTool(
    {
      command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
      args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'],
      what: 'install @tensorflow/tfjs-node',
      cwd: folder,
      failure: {
        code: 'TENSORFLOW_SETUP_FAILED',
        who: 'npm',
        hint: 'Packages come from the registry that npm is set up for; behind a proxy or a mirror, set that up for npm first.',
      },
    },
    watch,
  )
  const home = join(folder, PACKAGE)
  const deps = join(home, 'deps')
  await mkdir(join(deps, 'lib'), { recursive: true })
  await layLibrary(deps, folder, named, watch)
  await compile(folder, home, watch)
  // Neither is needed to run, and both are large.
  await rm(join(deps, 'include'), { recursive: true, force: true })
  await rm(join(home, 'build'), { recursive: true, force: true })
}

async function compile(folder: string, home: string, watch: SetupWatch): Promise<void> {
  watch.progress('Building the native module')
  const headers = await nodeHeaders()
  const modules = join(folder, 'node_modules')
  await runTool(
    {
      command: process.execPath,
      args: [
        join(modules, '@mapbox', 'node-pre-gyp', 'bin', 'node-pre-gyp'),
        'install',
        '--build-from-source',
        '--loglevel',
        'error',
        ...(headers === null ? [] : [`--nodedir=${headers}`]),
      ],
      what: 'build the native module',
      cwd: home,
      env: { npm_config_node_gyp: join(modules, 'node-gyp', 'bin', 'node-gyp.js') },
      failure: {
        code: 'TENSORFLOW_SETUP_FAILED',
        who: 'node-gyp',
        hint: `It needs a C++ compiler, make and Python 3${headers === null ? ", and downloads Node's headers: where that is closed, install Node with its headers (include/node beside its bin), or name their prefix in npm_config_nodedir" : ''}.`,
      },
    },
    { ...watch, progress: () => {} },
  )
}

/** What is built is loaded once, in a process of its own. */
async function tryBinding(folder: string): Promise<{ readonly version: string; readonly library: string }> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(TENSORFLOW_PINS, 'tryBinding.cjs'), join(folder, BINDING), join(folder, PACKAGE, 'package.json')],
      { timeout: LOAD_MS },
    )
    return JSON.parse(stdout) as { version: string; library: string }
  } catch (error) {
    throw new RecetteError(
      'TENSORFLOW_SETUP_FAILED',
      `What was built does not load: ${(error as Error).message.split('\n').slice(0, 6).join('\n')}`,
      'The library may be for another kind of machine, or older than the package. Let the Python host run SavedModels instead: recette setup python MODEL.',
      { cause: error },
    )
  }
}

const TOOLS = [
  { command: 'python3', args: ['-m', 'pip', '--version'], name: 'Python 3 with pip (python3, python3-pip)' },
  { command: 'make', args: ['--version'], name: 'make' },
  { command: process.env['CXX'] || 'g++', args: ['--version'], name: 'a C++ compiler (g++; CXX names another)' },
] as const

/** All that is missing is told before anything is downloaded. */
async function requireTools(): Promise<void> {
  if (process.platform !== 'linux')
    throw new RecetteError(
      'TENSORFLOW_SETUP_UNSUPPORTED',
      `Native TensorFlow is set up on Linux only, not on ${process.platform}.`,
      'Let the Python host run SavedModels: recette setup python MODEL.',
    )
  const missing: string[] = []
  for (const { command, args, name } of TOOLS)
    await promisify(execFile)(command, [...args], { timeout: 30_000 }).catch(() => missing.push(name))
  if (missing.length === 0) return
  throw new RecetteError(
    'TENSORFLOW_SETUP_FAILED',
    `Building native TensorFlow needs ${missing.join(', ')}: not found on this machine.`,
    'Install what is missing (on Debian and Ubuntu: apt install build-essential python3 python3-pip), or let the Python host run SavedModels: recette setup python MODEL.',
  )
}
