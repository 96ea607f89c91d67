import { dirname, relative, sep } from 'node:path'
import { RecetteError } from '../../../core/errors.js'
import type { HookRequest } from '../../protocol.js'

/** What is added to the name of a module whose types were taken out. */
export const STRIPPED = '.mjs'

/** Something that the module threw, with the line of it where that was. */
export function hookFailure(error: unknown, hook: HookRequest): RecetteError {
  const said = error instanceof Error ? `${error.name}: ${withoutFolder(error.message, hook)}` : String(error)
  return new RecetteError(
    'PREPARE_FAILED',
    `the preparation ${placeOf(error, hook)} failed: ${said}`,
    isImport(error)
      ? 'A preparation sees its own folder only: name the files that it imports or reads under prepare.files, and bundle packages into it (esbuild prepare.ts --bundle --platform=node --format=esm).'
      : 'Run the module on the same cases by itself; console.log goes to the log of the host.',
    { cause: error },
  )
}

/** `prepare.ts:12`, or the name alone where the stack does not say. */
function placeOf(error: unknown, hook: HookRequest): string {
  const folder = dirname(hook.path)
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(folder + sep)
  const [, file, line] = /^(.+?):(\d+)/.exec(at < 0 ? '' : stack.slice(at + folder.length + 1)) ?? []
  if (file === undefined || line === undefined) return hook.shown
  const named = file.replace(/(\.m?ts)\.mjs$/, '$1')
  return named === relative(folder, hook.path).replace(/(\.m?ts)\.mjs$/, '$1')
    ? `${hook.shown}:${line}`
    : `${hook.shown} (in ${named}:${line})`
}

/** The machine's own path of the scratch folder says nothing to anybody. */
function withoutFolder(message: string, hook: HookRequest): string {
  const folder = dirname(hook.path)
  return message
    .replaceAll(`file://${folder}${sep}`, '')
    .replaceAll(`${folder}${sep}`, '')
    .replaceAll(/(\.m?ts)\.mjs\b/g, '$1')
}

function isImport(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'ENOENT'
}
