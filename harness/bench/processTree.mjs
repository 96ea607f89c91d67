import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

/** Runs a command; gives wall and CPU time (ms) and the highest memory of the whole process tree together (bytes, PSS on Linux). */
export async function measure(command, args, options = {}) {
  const started = performance.now()
  cpuOfChildren()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, treeMemory(child.pid))), 40)
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  clearInterval(timer)
  return { code, output, ms: performance.now() - started, cpuMs: cpuOfChildren(), peakBytes: peak }
}

/** Node does not tell its children's CPU time; the kernel adds them to this process's `cutime` and `cstime` when they end. */
function cpuOfChildren() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
    const total = (Number(fields[13]) + Number(fields[14])) * 10
    const since = total - counted
    counted = total
    return since
  } catch {
    return NaN
  }
}
let counted = 0

function treeMemory(root) {
  const parents = new Map()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      parents.set(Number(entry), Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1].split(' ')[1]))
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const tree = new Set([root])
  for (let grew = true; grew;) {
    grew = false
    for (const [pid, parent] of parents) if (tree.has(parent) && !tree.has(pid)) grew = Boolean(tree.add(pid))
  }
  let sum = 0
  for (const pid of tree) {
    try {
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
      sum += Number(pss?.[1] ?? 0) * 1024
    } catch {
      // As above.
    }
  }
  return sum
}
