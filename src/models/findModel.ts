import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { RecetteError } from '../core/errors.js'
import { requireInside, type ArtifactFiles } from './artifactFiles.js'
import { didYouMean } from '../core/nearestName.js'
import type { ArtifactSpec } from '../core/spec.js'
import { adaptBatch } from './adaptBatch.js'
import { findBatchAxis } from './batchAxis.js'
import { formatOf, refusalOf, SUPPORTED, type Appearance, type Format } from './formats.js'
import { guard } from './guard.js'
import { languageOf, readHook } from './hook/readHook.js'
import { openInHost } from './hostModel.js'
import { identifyArtifact } from './identity.js'
import type { MlflowFolder } from './mlflowFolder.js'
import type { Model, ModelSource } from './model.js'
import { mainFile, openMlflowFolder, tellFolder, trustOf } from './openMlflowFolder.js'
import { openInFirst, programsFor } from './programsFor.js'
import { requireTrust } from './trust.js'
import { whileUnchanged } from './whileUnchanged.js'

const HEAD_BYTES = 4_096

/** Names the artifact's format by its content and its extension. Reads its first bytes, opens nothing. */
export async function findModel(given: ArtifactSpec): Promise<ModelSource> {
  const { spec, mlflow } = await openMlflowFolder(given)
  const { path, shown } = spec.artifact
  const appearance = await look(spec, mlflow)
  const found = await formatOf(appearance)
  if (found === null) {
    const refusal = refusalOf(appearance)
    throw new RecetteError(
      'MODEL_FORMAT_UNSUPPORTED',
      refusal === null
        ? `The ${spec.side} model ${shown} is in no format that Recette knows${extname(path) === '' ? '' : ` (${extname(path)})`}.`
        : `The ${spec.side} model ${shown} ${refusal.what}`,
      refusal === null ? `Supported: ${SUPPORTED}.` : `${refusal.hint} Supported: ${SUPPORTED}.`,
      { kind: 'usage' },
    )
  }
  const format = withHost(found, spec)
  const who = `${spec.side} (${format.name})`
  requireLanguage(spec, format)
  const reach = (await format.reaches?.(appearance.path, shown)) ?? null
  const mayExecute = format.executes !== undefined || reach !== null
  const source: ModelSource = {
    spec,
    format: format.name,
    host: format.host,
    path: appearance.path,
    executes: format.executes === true || reach !== null || (mayExecute && spec.trust !== undefined),
    mayExecute,
    mlflow,
    async open(options) {
      const hook = spec.prepare === undefined ? null : await readHook(spec.prepare, spec.side)
      await requireInside(source)
      if (source.executes) requireTrust(spec, (await identifyArtifact(source)).sha256, reach)
      const trust = await trustOf(source, mlflow)
      const programs = await programsFor(format, appearance.path, spec, options.threads)
      const opened = { ...spec, ...trust, artifact: { path: appearance.path, shown } }
      const preparation = hook === null ? null : { hook, fields: options.fields ?? [] }
      const start = ({ folder, files, named }: ArtifactFiles): Promise<Model> => {
        const readable = named === 'folder' ? [folder] : files.map((file) => join(folder, file))
        const surroundings = { readable, preparation }
        return openInFirst(programs, (program) => openInHost(opened, format.name, program, who, options, surroundings))
      }
      const model = await whileUnchanged(source, start, (started) => started[Symbol.asyncDispose]())
      try {
        const guarded = guard(adaptBatch(model, findBatchAxis(model.signature, spec, who, options.fits)), who, options)
        return mlflow === null ? guarded : tellFolder(guarded, mlflow)
      } catch (error) {
        await model[Symbol.asyncDispose]()
        throw error
      }
    },
  }
  return source
}

/** A preparation runs in the host of its model, so its language decides where the model can be run by either. */
function withHost(format: Format, { prepare }: ArtifactSpec): Format {
  const inPython = format.alsoInPython === true && prepare !== undefined && languageOf(prepare) === 'python'
  return inPython ? { ...format, host: 'python' } : format
}

/** Nothing else can run it. */
function requireLanguage({ side, artifact, prepare }: ArtifactSpec, { name, host }: Format): void {
  if (prepare === undefined || host === 'tensorflow' || languageOf(prepare) === host) return
  const [has, needs] =
    host === 'python' ? ['JavaScript', 'Python (.py)'] : ['Python', 'TypeScript or JavaScript (.ts, .mts, .js, .mjs)']
  throw new RecetteError(
    'PREPARE_WRONG_LANGUAGE',
    `The preparation ${prepare.file.shown} of the ${side} model is ${has}, but ${artifact.shown} (${name}) is run by the ${host === 'python' ? 'Python' : 'Node'} host.`,
    `A preparation runs inside the host of its model: write it in ${needs}; or ask for an export as ONNX, which runs with a preparation in either language.`,
    { kind: 'usage' },
  )
}

/** A folder stands for the file in it that says what the rest is. */
async function look(spec: ArtifactSpec, mlflow: MlflowFolder | null): Promise<Appearance> {
  const { path, shown } = spec.artifact
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) throw await notFound(spec, found)
  if (!found.isDirectory()) return seen(spec, path, shown, [])
  const entries = await readdir(path)
  const main =
    mlflow === null
      ? ['model.json', 'saved_model.pb'].find((name) => entries.includes(name))
      : await mainFile(spec, mlflow)
  return main === undefined
    ? { path, extension: '', head: Buffer.alloc(0), entries }
    : seen(spec, join(path, main), `${shown}/${main}`, entries)
}

async function seen(
  { side }: ArtifactSpec,
  path: string,
  shown: string,
  entries: readonly string[],
): Promise<Appearance> {
  const head = await readHead(path)
  if (head.length === 0)
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `The ${side} model ${shown} is empty (0 bytes).`,
      "Copy the file again, and compare its size and sha256 with the sender's.",
    )
  return { path, extension: extname(path).toLowerCase(), head, entries }
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return buffer.subarray(0, bytesRead)
}

async function notFound({ side, artifact }: ArtifactSpec, error: NodeJS.ErrnoException): Promise<RecetteError> {
  const { path, shown } = artifact
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
    return new RecetteError(
      'MODEL_NOT_FOUND',
      `The ${side} model ${shown} cannot be opened: ${error.code}.`,
      'Check the rights of the file and its folder.',
      { kind: 'usage', cause: error },
    )
  const neighbours = await readdir(dirname(path)).catch(() => null)
  return new RecetteError(
    'MODEL_NOT_FOUND',
    neighbours === null
      ? `The ${side} model ${shown} does not exist; neither does its folder.`
      : `The ${side} model ${shown} does not exist.${didYouMean(basename(path), neighbours)}`,
    "Check the path; a relative path in a plan starts from the plan's folder.",
    { kind: 'usage', cause: error },
  )
}
