import { readlinkSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecetteError } from '../core/errors.js'

/** A folder for one host. Its name says whose it is, so that those of a process that was killed are known for what they are. */
export async function makeScratch(): Promise<string> {
  sweeping ??= sweep(tmpdir())
  await sweeping
  try {
    return await mkdtemp(join(tmpdir(), `recette-host-${processes()}-${process.pid}-`))
  } catch (error) {
    throw new RecetteError(
      'HOST_NO_SCRATCH',
      `No folder for a host can be made in ${tmpdir()}: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
      'Make room there, or name a folder that can be written to in the environment variable TMPDIR (TEMP on Windows).',
      { cause: error },
    )
  }
}

let sweeping: Promise<void> | undefined

/** Removes what a process left behind that was killed with its hosts: nobody was left to do it. Once for each process, and never in the way. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const left = names.filter((name) => {
    const [, space, pid] = /^recette-host-(\w+)-(\d+)-/.exec(name) ?? []
    return space === processes() && pid !== undefined && !isRunning(Number(pid))
  })
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => {})))
}

/** A process id says something within one namespace of them: containers may share a folder. */
function processes(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is there all the same.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
