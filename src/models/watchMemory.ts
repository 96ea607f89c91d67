import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { childrenOf } from './childrenOf.js'

const INTERVAL_MS = 100

/**
 * Looks at the resident memory of a process, with all that it has started, ten times a second and calls `exceeded` once when it is over the limit. Returns the function
 * that stops looking. Where memory cannot be read (no /proc, no ps) nothing is watched.
 */
export function watchMemory(pid: number, limitBytes: number, exceeded: (residentBytes: number) => void): () => void {
  let stopped = false
  const look = async (): Promise<void> => {
    // Not there to be read: the process has ended, or this system has no such thing.
    const bytes = await residentBytes(pid).catch(() => NaN)
    if (stopped || !(bytes > limitBytes)) return
    stop()
    exceeded(bytes)
  }
  const timer = setInterval(() => void look(), INTERVAL_MS)
  timer.unref()
  const stop = (): void => {
    stopped = true
    clearInterval(timer)
  }
  return stop
}

async function residentBytes(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
    // A sandbox stands before the host; and an artifact cannot put its memory into a process of its own.
    const children = await Promise.all(childrenOf(pid).map((child) => residentBytes(child).catch(() => 0)))
    return children.reduce((sum, bytes) => sum + bytes, own)
  }
  const { stdout: listing } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(listing.trim()) * 1024
}
