import { readFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { sha256 } from '../core/digest.js'
import { RecetteError, RecetteErrors, type Position } from '../core/errors.js'
import type { Notice } from '../core/result.js'
import type { FileRef, Plan } from '../core/spec.js'
import { buildPlan } from './buildPlan.js'
import type { Builder } from './builder.js'
import { checkShape } from './checkShape.js'
import { checkFiles, kindOf, suggestFile } from './fileReference.js'
import { planSchema } from './planSchema.js'
import { readPlanText } from './planText.js'
import type { PlanPath } from './problemList.js'

export interface LoadedPlan {
  readonly plan: Plan
  readonly file: FileRef
  /** Of the bytes as they stand on disk. */
  readonly sha256: string
  readonly source: string
  /** What the reader must be told of how the plan was completed: the default preset, criteria of a preset left out. */
  readonly notices: readonly Notice[]
  /** Where a value stands; where what would hold it stands, if it is not there. */
  at(path: PlanPath): Position
}

export interface LoadOptions {
  /** Whether the files that the plan names must be there; not needed to judge a result again. True unless told. */
  readonly filesMustExist?: boolean
}

/** Reads `recette.yaml`. Throws RecetteErrors of kind `usage` with every problem of the plan at once. */
export async function loadPlan(path: string, options: LoadOptions = {}): Promise<LoadedPlan> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new RecetteErrors([await explainUnreadable(path, cause)])
  }
  return loadPlanBytes(bytes, path, options)
}

/** The same for a plan that is not on disk (the one inferred from the command line), as if it stood at `path`. */
export async function loadPlanBytes(bytes: Uint8Array, path: string, options: LoadOptions = {}): Promise<LoadedPlan> {
  const source = decode(bytes, path)
  const { text, problems } = readPlanText(source, path)
  const builder: Builder = { problems, dropped: () => false, folder: dirname(resolve(path)), files: [] }
  const shaped = text.value === undefined ? null : checkShape(text, planSchema, problems)
  const built = shaped === null ? null : await buildPlan(shaped.value, { ...builder, dropped: shaped.dropped })
  if (options.filesMustExist ?? true) await checkFiles(builder.files, problems)
  if (!problems.isEmpty) throw new RecetteErrors(problems.sorted())
  if (built === null) throw new Error('bug: a plan was refused without a reason')
  const shown = (isAbsolute(path) ? basename(path) : path).replaceAll('\\', '/')
  return {
    plan: built.plan,
    file: { path: resolve(path), shown },
    sha256: sha256(bytes),
    source,
    notices: built.notices,
    at: text.at,
  }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new RecetteErrors([
      new RecetteError('PLAN_NOT_UTF8', `${path} is not a UTF-8 text.`, 'Save the plan as UTF-8.', {
        kind: 'usage',
        at: { file: path },
        cause,
      }),
    ])
  }
}

async function explainUnreadable(path: string, cause: unknown): Promise<RecetteError> {
  const options = { kind: 'usage', at: { file: path }, cause } as const
  const kind = await kindOf(path)
  if (kind === 'folder') {
    return new RecetteError(
      'PLAN_NOT_A_FILE',
      `${path} is a folder, but a plan is a file.`,
      `Name the file: ${path.replace(/[\\/]+$/, '')}/recette.yaml.`,
      options,
    )
  }
  if (kind === 'none') {
    const suggestion = await suggestFile({ path: resolve(path), shown: path.replaceAll('\\', '/') })
    return new RecetteError(
      'PLAN_NO_SUCH_FILE',
      `There is no plan "${path}".${suggestion}`,
      'Check the name, or make a plan with "recette init".',
      options,
    )
  }
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new RecetteError(
    'PLAN_UNREADABLE',
    `The plan "${path}" cannot be read: ${reason}.`,
    'Check the permissions of the file.',
    options,
  )
}
