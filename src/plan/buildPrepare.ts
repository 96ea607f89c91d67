import { dirname, extname, isAbsolute, relative } from 'node:path'
import type { FileRef, HookSpec } from '../core/spec.js'
import { reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import { fileReference } from './fileReference.js'
import type { WrittenPrepare } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

const MODULES = ['.ts', '.mts', '.js', '.mjs', '.py']

/** The module that prepares a model's inputs; undefined when there is none, or with a problem said. */
export function buildPrepare(
  written: WrittenPrepare | undefined,
  path: PlanPath,
  builder: Builder,
): HookSpec | undefined {
  if (written === undefined) return undefined
  const whole = typeof written === 'string' ? { file: written } : written
  const place = typeof written === 'string' ? path : [...path, 'file']
  if (whole.file === undefined) {
    reportMissing(builder, place, `${path.join('.')} does not say which module it is.`, 'Add file: PATH.')
    return undefined
  }
  const file = fileReference(whole.file, builder.folder)
  if (!MODULES.includes(extname(file.path).toLowerCase()))
    builder.problems.add(
      place,
      'PLAN_DOES_NOT_FIT',
      `${place.join('.')} is "${file.shown}", which is no module that a host can run.`,
      `Name a file that ends with ${MODULES.slice(0, -1).join(', ')}, or ${MODULES.at(-1)} for a model in the Python host.`,
    )
  builder.files.push({ path: place, file, mayBeFolder: false })
  const files = (whole.files ?? []).map((name, index) => besides(name, file, [...path, 'files', index], builder))
  return { file, files, ...definedOnly({ inputs: whole.inputs }) }
}

/** A module finds its files from its own folder, wherever that is laid: so they stand in it or below. */
function besides(written: string, module: FileRef, path: PlanPath, builder: Builder): FileRef {
  const file = fileReference(written, builder.folder)
  builder.files.push({ path, file, mayBeFolder: true })
  const inside = relative(dirname(module.path), file.path)
  if (inside === '' || inside.split(/[/\\]/)[0] === '..' || isAbsolute(inside))
    builder.problems.add(
      path,
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')} is "${file.shown}", which does not stand in the folder of ${module.shown} or below.`,
      'Put the file beside the module: only these files are laid before the host.',
    )
  return file
}
