import { Worker } from 'node:worker_threads'

/**
 * Ends this process when its parent is gone. A host that waits notices the end of its stdin; one that is caught in an endless loop in
 * native code does not, because its event loop stands still: so a thread of its own looks.
 */
export function watchParent(parent: number, scratch: string): void {
  const worker = new Worker(WATCH, { eval: true, workerData: { parent, scratch } })
  worker.unref()
}

const WATCH = `
const { rmSync } = require('node:fs')
const { workerData: { parent, scratch } } = require('node:worker_threads')
setInterval(() => {
  if (process.ppid === parent) return
  rmSync(scratch, { recursive: true, force: true })
  process.kill(process.pid, 'SIGKILL')
}, 500)
`
