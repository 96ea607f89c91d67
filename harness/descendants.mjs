import { readdirSync, readFileSync } from 'node:fs'

/** Process ids of all that a process has started and that still runs, from Linux's /proc; empty elsewhere. Asked fifty times a second, so only its own part is read. */
export function descendants(pid) {
  return childrenOf(pid).flatMap((child) => [...(isRunning(child) ? [child] : []), ...descendants(child)])
}

/** A child stands under the thread that started it. */
function childrenOf(pid) {
  try {
    const lists = readdirSync(`/proc/${pid}/task`).map((task) => read(`/proc/${pid}/task/${task}/children`))
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
  } catch {
    return []
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export function isRunning(pid) {
  return parentOf(pid) !== null
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
