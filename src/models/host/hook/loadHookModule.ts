import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DTYPES, type DType } from '../../../core/dtype.js'
import { RecetteError } from '../../../core/errors.js'
import type { Port } from '../../../core/signature.js'
import type { HookRequest } from '../../protocol.js'
import { hookFailure } from './hookFailure.js'
import type { Cases } from './prepareRuntime.js'
import { stripTypes } from './stripTypes.js'

export interface HookModule {
  /** What it takes of the set. */
  readonly inputs: readonly Port[]
  readonly prepare: (cases: Cases) => unknown
}

/** Imports the module and finds out what it takes: by the plan, by its own `inputs`, or by the columns that the plan maps. */
export async function loadHookModule(hook: HookRequest): Promise<HookModule> {
  const exported = await importModule(hook)
  const prepare = exported['prepare'] ?? exported['default']
  if (typeof prepare !== 'function')
    throw invalid(
      hook,
      `exports ${listed(Object.keys(exported))}, but no function prepare`,
      'Write export function prepare(cases) { return { modelInput: { data, shape } } }.',
    )
  const declared = exported['inputs'] === undefined ? undefined : readInputs(exported['inputs'], hook)
  const inputs = hook.inputs ?? declared ?? hook.otherwise
  if (inputs === undefined)
    throw invalid(
      hook,
      'does not say what it takes of the set',
      "Write export const inputs = [{ name: 'text', dtype: 'utf8' }] in it, prepare.inputs in the plan, or map its inputs to columns under inputs.",
    )
  return { inputs, prepare: prepare as HookModule['prepare'] }
}

async function importModule(hook: HookRequest): Promise<Record<string, unknown>> {
  const folder = dirname(hook.path)
  // .js means a module here, whatever package the file was taken from.
  const packageFile = join(folder, 'package.json')
  if (!existsSync(packageFile)) await writeFile(packageFile, '{ "type": "module" }')
  try {
    const path = await stripTypes(hook.path, folder)
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>
  } catch (error) {
    throw hookFailure(error, hook)
  }
}

function readInputs(written: unknown, hook: HookRequest): readonly Port[] {
  if (!Array.isArray(written) || written.length === 0)
    throw invalid(hook, `exports inputs that are ${kindOf(written)}`, INPUTS_HINT)
  return written.map((one: unknown, index) => {
    const { name, dtype, shape = [] } = (one ?? {}) as { name?: unknown; dtype?: unknown; shape?: unknown }
    if (typeof name !== 'string' || name === '')
      throw invalid(hook, `exports inputs[${index}] without a name`, INPUTS_HINT)
    if (!isType(dtype) || dtype === 'float16')
      throw invalid(hook, `exports the input "${name}" with dtype ${kindOf(dtype)}`, INPUTS_HINT)
    if (!Array.isArray(shape) || !shape.every((length: unknown) => Number.isInteger(length) && Number(length) > 0))
      throw invalid(hook, `exports the input "${name}" with a shape that is no list of lengths`, INPUTS_HINT)
    return { name, dtype, shape: [null, ...(shape as number[])] }
  })
}

const INPUTS_HINT =
  "Each is { name, dtype, shape? }: dtype 'utf8', 'float64', 'float32', 'int64', 'bool' and the like; shape is that of one case, [] when not given."

function isType(value: unknown): value is DType {
  return (DTYPES as readonly unknown[]).includes(value)
}

function kindOf(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'an empty list' : String(value)
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ')
}

function invalid(hook: HookRequest, what: string, hint: string): RecetteError {
  return new RecetteError('PREPARE_INVALID', `the preparation ${hook.shown} ${what}.`, hint)
}
