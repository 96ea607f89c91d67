import { writeSync } from 'node:fs'
import type { HostMessage } from '../protocol.js'

const CONTROL = 3

export function send(message: HostMessage): void {
  writeSync(CONTROL, `${JSON.stringify(message)}\n`)
}

/** Node gives kilobytes on every platform. */
export function peakMemoryBytes(): number {
  return process.resourceUsage().maxRSS * 1024
}
