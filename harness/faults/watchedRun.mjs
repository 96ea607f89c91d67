// A run of the command line and the hosts that it has started, as Linux's /proc tells of them.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export function startRun(args, env) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  let done = false
  child.stdout.resume()
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      done = true
      resolve({ code, stderr })
    })
  })
  return { pid: child.pid, ended, done: () => done }
}

/** Of these processes those that run an artifact, with the side that each is of; not the shell or sandbox around it. */
export function hostsOf(processes) {
  return processes.flatMap((child) => {
    const [program = '', ...args] = read(`/proc/${child}/cmdline`).split('\0')
    const isHost = program.endsWith('node') && args.some((arg) => arg.endsWith('models/host/main.js'))
    const request = isHost ? args.find((arg) => arg.startsWith('{')) : undefined
    return request === undefined ? [] : [{ pid: child, side: sideOf(JSON.parse(request).shown) }]
  })
}

function sideOf(shown) {
  return shown.includes('old') ? 'old' : 'new'
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
