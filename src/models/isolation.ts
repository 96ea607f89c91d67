import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { RecetteError } from '../core/errors.js'
import { bubblewrapArgs, canSandbox } from './bubblewrap.js'

/** How programs are kept apart here, and what that comes to. */
export interface Enclosure {
  readonly isolation: readonly string[]
  /** Nothing of ours but the path and what the system needs; home and temporary files are in the scratch folder. */
  readonly env: Readonly<Record<string, string>>
  /** The process id that a program sees as its parent's. */
  readonly parent: number
  /** Whether a process of the sandbox stands between this one and the program. */
  readonly sandboxed: boolean
  wrap(program: Program): Program
}

interface Program {
  readonly command: string
  readonly args: readonly string[]
}

/**
 * Keeps what is started apart, as far as this machine allows: a clean environment and, on Linux where that is possible, a sandbox
 * (bubblewrap) that shows what is `readable` and nothing else, or at least a network namespace with nothing in it (`unshare`).
 */
export async function enclose(scratch: string, readable: readonly string[]): Promise<Enclosure> {
  const shared = { isolation: await isolationHere(), env: cleanEnvironment(scratch) }
  switch (await means()) {
    case 'bubblewrap':
      return {
        ...shared,
        // The first process of the sandbox.
        parent: 1,
        sandboxed: true,
        wrap: (program) => ({ command: 'bwrap', args: bubblewrapArgs({ ...program, scratch, readable }) }),
      }
    case 'unshare': {
      const wrap = ({ command, args }: Program): Program => ({
        command: 'unshare',
        args: [...UNSHARE, command, ...args],
      })
      return { ...shared, parent: process.pid, sandboxed: false, wrap }
    }
    case 'none':
      return { ...shared, parent: process.pid, sandboxed: false, wrap: (program) => program }
  }
}

type Means = 'bubblewrap' | 'unshare' | 'none'

/** What each keeps from a host, by the names that results use. */
const KEEPS: Readonly<Record<Means, readonly string[]>> = {
  bubblewrap: ['no-network', 'private-files', 'private-processes'],
  unshare: ['no-network'],
  none: [],
}

/** What keeps hosts apart on this machine. */
export async function isolationHere(): Promise<readonly string[]> {
  // Nothing on Windows tells another process's memory at a price that can be paid ten times a second.
  const kept = ['clean-environment', ...(process.platform === 'win32' ? [] : ['memory-limit']), 'time-limit']
  return [...kept, ...KEEPS[await means()]]
}

/** The strongest that works, unless RECETTE_ISOLATION names another: then that, or none of it. */
async function means(): Promise<Means> {
  const named = process.env['RECETTE_ISOLATION'] ?? ''
  if (named !== '' && named !== 'bubblewrap' && named !== 'unshare' && named !== 'none')
    throw new RecetteError(
      'HOST_NOT_ISOLATED',
      `The environment variable RECETTE_ISOLATION is "${named}".`,
      'It may be bubblewrap, unshare or none; without it the strongest that works is taken.',
      { kind: 'usage' },
    )
  if (named === 'none') return 'none'
  if (named !== 'unshare' && (await canSandbox())) return 'bubblewrap'
  if (named !== 'bubblewrap' && (await canDropNetwork())) return 'unshare'
  if (named === '') return 'none'
  throw new RecetteError(
    'HOST_NOT_ISOLATED',
    `RECETTE_ISOLATION asks for ${named}, which does not work on this machine.`,
    named === 'bubblewrap'
      ? 'Install bubblewrap (the program bwrap); a container must allow user namespaces.'
      : 'The kernel, or the container, must allow user namespaces.',
    { kind: 'usage' },
  )
}

/** New user and network namespaces; `unshare` then becomes the program, so the process id stays the one that was started. */
const UNSHARE = ['--map-root-user', '--net', '--']

let probe: Promise<boolean> | undefined

/** Tried once, because distributions, containers and kernel settings differ. */
function canDropNetwork(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false)
  probe ??= promisify(execFile)('unshare', [...UNSHARE, 'true'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  )
  return probe
}

function cleanEnvironment(scratch: string): Record<string, string> {
  const { PATH, SystemRoot } = process.env
  return {
    ...(PATH === undefined ? {} : { PATH }),
    // Windows cannot open a socket or load a system library without it.
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    HOME: scratch,
    TMPDIR: scratch,
    TEMP: scratch,
    TMP: scratch,
    LANG: 'C.UTF-8',
  }
}
