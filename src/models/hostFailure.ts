import { RecetteError } from '../core/errors.js'
import type { Ending } from './hostProcess.js'
import type { HostMessage } from './protocol.js'
import { ModelRowError } from './rowError.js'

const LAST_LINES = 5

/** A host that ended by itself while it was still needed. `doing` completes "… ended while". */
export function crash(who: string, doing: string, ending: Ending, log: string): RecetteError {
  const how = ending.signal === null ? `with exit code ${ending.code ?? '?'}` : `by signal ${ending.signal}`
  if (/heap out of memory|bad_alloc/.test(log))
    return new RecetteError(
      'MODEL_OUT_OF_MEMORY',
      `${who}: the host ran out of memory while ${doing}.`,
      'Raise its memory limit in the plan (e.g. memory: 8 GiB, beside the artifact), or run on a machine with more memory.',
    )
  if (/^bwrap: /m.test(log))
    return new RecetteError(
      'HOST_NOT_ISOLATED',
      `${who}: the sandbox of the host could not be made.${lastLines(log)}`,
      'Set the environment variable RECETTE_ISOLATION to unshare to do without bubblewrap: the model then sees the files of this machine.',
    )
  return new RecetteError(
    'MODEL_CRASHED',
    `${who}: the host process ended ${how} while ${doing}.${lastLines(log)}`,
    ending.signal === 'SIGKILL'
      ? 'The system may have stopped it for want of memory. Run it alone, or on a machine with more memory.'
      : 'The artifact or its runtime crashed. Try the same cases in the runtime that the artifact was made with.',
  )
}

/** What a host told before it ended: of one case of the call that failed, where it found it to be so. */
export function toldByHost(
  { code, message, hint, row }: Extract<HostMessage, { type: 'error' }>,
  who: string,
  call: { readonly rows: number; readonly inSet: (row: number) => number } | undefined,
): RecetteError {
  if (row !== undefined && call !== undefined && row < call.rows) {
    const inSet = call.inSet(row)
    return new ModelRowError(code, `${who}: row ${inSet + 1} of the set: ${message}`, hint, inSet)
  }
  // As the parent itself says it of formats that always execute code.
  return new RecetteError(code, `${who}: ${message}`, hint, { kind: code === 'MODEL_NOT_TRUSTED' ? 'usage' : 'run' })
}

export function timeout(who: string, doing: string, timeoutMs: number): RecetteError {
  return new RecetteError(
    'MODEL_TIMEOUT',
    `${who}: no answer within ${formatSeconds(timeoutMs)} while ${doing}; the host was stopped.`,
    'If the model is slow, raise its time limit in the plan (e.g. timeout: 5 min, beside the artifact); otherwise it is caught in an endless loop.',
  )
}

export function tooMuchMemory(who: string, doing: string, usedBytes: number, limitBytes: number): RecetteError {
  return new RecetteError(
    'MODEL_OUT_OF_MEMORY',
    `${who}: the host held ${formatMegabytes(usedBytes)} of memory while ${doing}, more than its limit of ${formatMegabytes(limitBytes)}; it was stopped.`,
    'If that much is to be expected of it, raise its memory limit in the plan (e.g. memory: 8 GiB, beside the artifact).',
  )
}

/** An answer that nobody asked for, or to another number of cases. */
export function outOfStep(who: string, answered: number, asked: number | undefined): RecetteError {
  return new RecetteError(
    'MODEL_FAILED',
    `${who}: the host answered ${answered} cases where ${asked ?? 'none'} were asked about; the host was stopped.`,
    'If the artifact or its runtime writes to standard output or to file descriptor 3, it disturbs the exchange; else this is a bug in Recette.',
  )
}

function lastLines(log: string): string {
  return log === '' ? '' : ` Its log ends:\n${log.split('\n').slice(-LAST_LINES).join('\n')}`
}

function formatSeconds(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`
}

function formatMegabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`
}
