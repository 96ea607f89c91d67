import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { RecetteError } from '../../core/errors.js'

const LOG_LINES = 8

/** Who follows a set-up. */
export interface SetupWatch {
  /** Told what is being done, line by line. */
  readonly progress: (line: string) => void
  readonly signal: AbortSignal
}

export interface ToolRun {
  readonly command: string
  readonly args: readonly string[]
  /** Completes "Python could not …". */
  readonly what: string
  readonly cwd?: string
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Of the error when it fails. */
  readonly failure: { readonly code: string; readonly who: string; readonly hint: string }
}

/** Runs a program of the system to its end, shows its lines as they come, and keeps the last for the error. */
export async function runTool({ command, args, what, cwd, env, failure }: ToolRun, watch: SetupWatch): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: watch.signal,
    windowsHide: true,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
  })
  const log: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.push(line)
    watch.progress(line)
  })
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  const ending = await new Promise<string | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(`there is no program "${command}"`) : reject(error),
    )
    child.once('close', (code) => resolve(code === 0 ? null : `exit code ${code ?? '?'}`))
  })
  if (ending === null) return
  const said = log.length === 0 ? '' : ` It said:\n${log.slice(-LOG_LINES).join('\n')}`
  throw new RecetteError(failure.code, `${failure.who} could not ${what} (${ending}).${said}`, failure.hint)
}
