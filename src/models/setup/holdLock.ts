import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { SetupWatch } from './runTool.js'

const LOCK_STALE_MS = 30 * 60_000

/** One at a time: two that install into one folder would spoil it. The lock is a folder beside it. */
export async function holdLock(folder: string, { progress, signal }: SetupWatch): Promise<AsyncDisposable> {
  const path = `${folder}.lock`
  await mkdir(dirname(folder), { recursive: true })
  for (let told = false; ; told = true) {
    signal.throwIfAborted()
    try {
      await mkdir(path)
      return { [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (!told) progress(`Waiting for another set-up to end (${path})`)
    const since = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - since > LOCK_STALE_MS) await rm(path, { recursive: true, force: true })
    await setTimeout(500, undefined, { signal })
  }
}
