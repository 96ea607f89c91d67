import { readFile, rm, writeFile } from 'node:fs/promises'
import { RecetteError } from '../../core/errors.js'

/** Two runs that add to one file would pay twice and mix their lines. A lock whose process is gone is taken over. */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''))
    if (isRunning(owner)) break
    await rm(path, { force: true })
  }
  throw new RecetteError(
    'ANSWERS_LOCKED',
    'Another run is asking the same endpoint about the same set, and stores its answers in the same folder.',
    'Wait until it ends; its answers are then taken over.',
  )
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
