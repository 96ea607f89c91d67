// Runs what it is told to, one piece at a time, and sends back what it counted.
import { parentPort } from 'node:worker_threads'
import { runChunk } from './cells.mjs'
import { runDetection } from './detection.mjs'

parentPort.on('message', async ({ key, cell, chunk, tries, seed }) => {
  const tally =
    cell.question === 'detection'
      ? await runDetection(cell, chunk, tries, seed)
      : await runChunk(cell, chunk, tries, seed)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort.postMessage({ key, chunk, tally })
})
