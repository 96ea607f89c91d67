import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** How to start a program kept apart as far as this machine allows, and what that comes to. */
export interface Enclosure {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly isolation: readonly string[]
}

/**
 * A program in a clean environment (no variable of ours but the path and what the system needs; home and temporary files in the scratch
 * folder) and, on Linux where the kernel allows it, in a network namespace of its own with nothing in it.
 */
export async function enclose(command: string, args: readonly string[], scratch: string): Promise<Enclosure> {
  const env = cleanEnvironment(scratch)
  const isolation = await isolationHere()
  if (!isolation.includes(NO_NETWORK)) return { command, args, env, isolation }
  return { command: 'unshare', args: [...UNSHARE, command, ...args], env, isolation }
}

const NO_NETWORK = 'no-network'

/** What keeps hosts apart on this machine. */
export async function isolationHere(): Promise<readonly string[]> {
  // Nothing on Windows tells another process's memory at a price that can be paid ten times a second.
  const kept = ['clean-environment', ...(process.platform === 'win32' ? [] : ['memory-limit']), 'time-limit']
  return (await canDropNetwork()) ? [...kept, NO_NETWORK] : kept
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
