import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Process ids of all that a process has started and that still runs, from Linux's /proc. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : undefined
    if (parent !== undefined) parents.set(Number(entry), parent)
  }
  const found: number[] = []
  const below = (parent: number): void => {
    for (const [child, its] of parents) {
      if (its !== parent) continue
      found.push(child)
      below(child)
    }
  }
  below(pid)
  return found
}

/** The hosts among them: the processes that run an artifact (not the shell or `unshare` around it). */
export function hostsOf(pid: number): number[] {
  return descendants(pid).filter((child) => {
    const [program, ...args] = read(`/proc/${child}/cmdline`).split('\0')
    return program?.endsWith('node') === true && args.some((arg) => arg.endsWith('models/host/main.js'))
  })
}

/** Clock ticks (hundredths of a second) that a process has worked: tells a busy host from an idle one. */
export function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ')
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

export function isRunning(pid: number): boolean {
  return parentOf(pid) !== undefined
}

export async function until(what: string, condition: () => boolean, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain until ${what}`)
    await sleep(20)
  }
}

/** Undefined for a process that is gone, or dead and not yet buried. */
function parentOf(pid: number): number | undefined {
  const [state, parent] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ')
  return parent === undefined || state === 'Z' ? undefined : Number(parent)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
