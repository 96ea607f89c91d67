import { readdirSync, readFileSync } from 'node:fs'

/** Process ids of all that a process has started and that still runs, from Linux's /proc; empty elsewhere. */
export function descendants(pid) {
  const children = new Map()
  for (const [child, parent] of parentsOfAll()) children.set(parent, [...(children.get(parent) ?? []), child])
  const below = (parent) => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)])
  return below(pid)
}

export function isRunning(pid) {
  return parentOf(pid) !== null
}

function parentsOfAll() {
  try {
    const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
    return pids.map((pid) => [Number(pid), parentOf(pid)]).filter(([, parent]) => parent !== null)
  } catch {
    return []
  }
}

/** Null for a process that is gone, or dead and not yet buried. */
function parentOf(pid) {
  try {
    // The command's name stands in brackets and may hold anything; the fields after it are the state and the parent.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
    return state === 'Z' ? null : Number(parent)
  } catch {
    return null
  }
}
