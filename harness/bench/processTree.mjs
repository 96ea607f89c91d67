import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { descendants } from '../descendants.mjs'

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
  let sum = 0
  for (const pid of [root, ...descendants(root)]) {
    try {
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
      sum += Number(pss?.[1] ?? 0) * 1024
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return sum
}
