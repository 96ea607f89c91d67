import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { runTool, type SetupWatch } from '../setup/runTool.js'
import { TENSORFLOW_PINS } from './installation.js'

/**
 * TensorFlow's library and headers into `deps`, where the native module is built against them and finds them afterwards: a copy of the named
 * ones, else those of TensorFlow's Python package.
 */
export async function layLibrary(
  deps: string,
  scratch: string,
  named: NamedLibrary | null,
  watch: SetupWatch,
): Promise<void> {
  if (named !== null) {
    watch.progress(`Taking TensorFlow's library from ${named.folder}`)
    return copyLibrary(named, deps)
  }
  const wheels = join(scratch, 'wheels')
  await mkdir(wheels, { recursive: true })
  watch.progress("Getting TensorFlow's library (250 MB)")
  await runTool(
    {
      command: PYTHON,
      args: `-m pip download --quiet --disable-pip-version-check --no-input --no-deps --only-binary :all:`
        .split(' ')
        .concat('--dest', wheels, '-r', join(TENSORFLOW_PINS, 'libtensorflow.txt')),
      what: "download TensorFlow's package",
      failure: { code: 'TENSORFLOW_SETUP_FAILED', who: 'Python', hint: NO_LIBRARY },
    },
    watch,
  )
  watch.progress('Unpacking it')
  await runTool(
    {
      command: PYTHON,
      args: [join(TENSORFLOW_PINS, 'unpack.py'), wheels, deps],
      what: "unpack TensorFlow's package",
      failure: { code: 'TENSORFLOW_SETUP_FAILED', who: 'Python', hint: NO_LIBRARY },
    },
    watch,
  )
  await rm(wheels, { recursive: true })
}

const PYTHON = 'python3'

const NO_LIBRARY =
  "It needs Python 3.10 or newer with pip, and pip's index; behind a proxy or a mirror, set that up for pip first. Or unpack libtensorflow for C yourself and name its folder (with include/ and lib/) in LIBTENSORFLOW_DIR. " +
  'Without it the Python host runs SavedModels: recette setup python MODEL.'

/** A library of the user's own, unpacked. */
export interface NamedLibrary {
  readonly folder: string
  /** What is in its lib/: names that end with versions, and links to each other. */
  readonly files: readonly string[]
}

/** What LIBTENSORFLOW_DIR names, once it is seen to be whole; null where it names nothing. */
export async function namedLibrary(): Promise<NamedLibrary | null> {
  const folder = process.env['LIBTENSORFLOW_DIR']
  if (folder === undefined || folder === '') return null
  const names = await namesIn(join(folder, 'lib'))
  const files = names.filter((name) => name.startsWith('libtensorflow'))
  const headers = await namesIn(join(folder, 'include', 'tensorflow', 'c'))
  if (files.length > 0 && headers.includes('c_api.h')) return { folder, files }
  throw new RecetteError(
    'TENSORFLOW_LIBRARY_INCOMPLETE',
    `LIBTENSORFLOW_DIR is ${folder}, but there is no ${files.length === 0 ? 'lib/libtensorflow*' : 'include/tensorflow/c/c_api.h'} in it.`,
    'Name the folder into which libtensorflow for C was unpacked, with include/ and lib/ in it; or unset the variable.',
    { kind: 'usage' },
  )
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

async function copyLibrary({ folder, files }: NamedLibrary, deps: string): Promise<void> {
  await cp(join(folder, 'include'), join(deps, 'include'), { recursive: true })
  for (const name of files)
    await cp(join(folder, 'lib', name), join(deps, 'lib', name), { verbatimSymlinks: true, recursive: true })
  await link(join(deps, 'lib'), files, 'libtensorflow.so', ['libtensorflow.so.2', 'libtensorflow_cc.so.2'])
  await link(join(deps, 'lib'), files, 'libtensorflow_framework.so', ['libtensorflow_framework.so.2'])
}

async function link(folder: string, there: readonly string[], name: string, targets: readonly string[]): Promise<void> {
  const target = targets.find((candidate) => there.includes(candidate))
  if (!there.includes(name) && target !== undefined) await symlink(target, join(folder, name))
}
