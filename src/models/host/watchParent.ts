import { Worker } from 'node:worker_threads'

/**
 * Ends this process when its parent is gone. A host that waits notices the end of its stdin; one that is caught in an endless loop in
 * native code does not, because its event loop stands still: so a thread of its own looks.
 */
export function watchParent(parent: number): void {
  const worker = new Worker(WATCH, { eval: true, workerData: parent })
  worker.unref()
}

const WATCH = `
const { workerData: parent } = require('node:worker_threads')
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 500)
`
