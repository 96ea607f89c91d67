import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readlinkSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A command in a sandbox that shows it `readable` and nothing else of the user's, and lets it write to `scratch` alone. */
export interface Sandboxed {
  readonly command: string
  readonly args: readonly string[]
  readonly scratch: string
  /** Files and folders; those that are not there are left out. */
  readonly readable: readonly string[]
}

/**
 * The command line of bubblewrap. The root is empty but for what is named here: the system's programs and libraries, Recette's own code,
 * and what the host needs. Every namespace is a new one: no network, no other process to be seen, no privilege. With its parent it dies.
 * @see https://github.com/containers/bubblewrap (bwrap.xml); the order of the options is that in which they are carried out
 */
export function bubblewrapArgs({ command, args, scratch, readable }: Sandboxed): readonly string[] {
  // POSIX shared memory needs a place: on disk, as all that is written, so that it is not memory that nobody counts.
  const shared = join(scratch, 'shm')
  mkdirSync(shared, { recursive: true })
  const seen = outermost([...RECETTE, ...pathOfCommand(command), ...readable])
  const options: readonly (readonly string[])[] = [
    ['--unshare-all', '--die-with-parent', '--cap-drop', 'ALL', '--chdir', scratch],
    ...SYSTEM.map((path) => asItIs(path)),
    ['--proc', '/proc', '--dev', '/dev', '--ro-bind-try', '/sys/devices/system', '/sys/devices/system'],
    ['--bind', scratch, '/tmp', '--bind', shared, '/dev/shm'],
    ...seen.map((path) => ['--ro-bind-try', path, path]),
    ['--bind', scratch, scratch],
    // The kernel's settings too: to root, whom containers like to be, it would let them be written.
    ['--remount-ro', '/proc', '--remount-ro', '/dev', '--remount-ro', '/'],
    ['--', command, ...args],
  ]
  return options.flat()
}

/** What stands in a folder that is shown is shown with it: a link in it stays one. */
function outermost(paths: readonly string[]): readonly string[] {
  const all = [...new Set([...SYSTEM, ...paths.map((path) => resolve(path))])]
  const inside = (path: string): boolean => all.some((other) => path !== other && path.startsWith(other + sep))
  return all.filter((path) => !SYSTEM.includes(path) && !inside(path))
}

let trial: Promise<boolean> | undefined

/** Whether bubblewrap is there and works: tried once, with Node itself in it, because kernels and containers differ in what they allow. */
export function canSandbox(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false)
  return (trial ??= tryIt())
}

async function tryIt(): Promise<boolean> {
  const { mkdtemp, rm } = await import('node:fs/promises')
  const { tmpdir } = await import('node:os')
  let scratch: string | undefined
  try {
    scratch = await mkdtemp(join(tmpdir(), 'recette-trial-'))
    const args = bubblewrapArgs({ command: process.execPath, args: ['--version'], scratch, readable: [] })
    const { stdout } = await promisify(execFile)('bwrap', args, { timeout: 10_000 })
    return stdout.trim() === process.version
  } catch {
    return false
  } finally {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
  }
}

/** What programs and libraries need of a system; of its settings only what tells them where those are. */
const SYSTEM = '/usr /bin /sbin /lib /lib32 /lib64 /nix/store /gnu/store /snap'
  .concat(' /etc/ld.so.cache /etc/ld.so.conf /etc/ld.so.conf.d /etc/alternatives /etc/localtime')
  .concat(' /etc/passwd /etc/group /etc/nsswitch.conf')
  .split(' ')

/** A link (`/lib` is one to `/usr/lib` on most systems) is made again, anything else shown. */
function asItIs(path: string): readonly string[] {
  try {
    return ['--symlink', readlinkSync(path), path]
  } catch {
    return ['--ro-bind-try', path, path]
  }
}

/** The package's root: as deep below it from `src` (tests) as from `dist`. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The host's own code and the packages it imports, which may be laid in any folder above. Not what else stands there, such as sets. */
const RECETTE: readonly string[] = [
  join(ROOT, 'dist'),
  join(ROOT, 'package.json'),
  ...foldersAbove(ROOT)
    .map((folder) => join(folder, 'node_modules'))
    .filter((folder) => existsSync(folder)),
]

function foldersAbove(folder: string): string[] {
  const above = dirname(folder)
  return [folder, ...(above === folder ? [] : foldersAbove(above))]
}

/** A program is often a link to a link to a file: each must be there. */
function pathOfCommand(named: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const command = named.includes(sep) ? named : folders.map((folder) => join(folder, named)).find(existsSync)
  if (command === undefined) return []
  const steps = [command]
  for (let at = command; steps.length < 16;) {
    try {
      at = resolve(dirname(at), readlinkSync(at))
      steps.push(at)
    } catch {
      break
    }
  }
  return existsSync(command) ? [...steps, realpathSync(command)] : steps
}
