import type { ArtifactSpec, Side } from '../core/spec.js'
import { accept } from './accept.js'
import { refuseKeys, type Builder } from './builder.js'
import { buildInputs } from './buildInputs.js'
import { refuseStates } from './buildState.js'
import { buildPrepare } from './buildPrepare.js'
import { definedOnly } from './definedOnly.js'
import { fileReference } from './fileReference.js'
import { buildRecorded } from './buildRecorded.js'
import type { ModelContext } from './buildPredictions.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'
import { parseDuration, parseSize } from './quantity.js'

export const DEFAULT_TIMEOUT_MS = 60_000
export const DEFAULT_MEMORY_BYTES = 4 * 2 ** 30

const PREDICTIONS_KEYS = ['id', 'score', 'scores', 'predicted', 'value'] as const

/** A model to be run, or null with at least one problem said. */
export function buildArtifact(
  side: Side,
  written: WrittenModel,
  artifact: string,
  path: PlanPath,
  context: ModelContext,
  builder: Builder,
): ArtifactSpec | null {
  refuseKeys(written, PREDICTIONS_KEYS, path, 'belongs to recorded predictions, but this model is an artifact', builder)
  const timeoutMs = accept(written.timeout, parseDuration, DEFAULT_TIMEOUT_MS, [...path, 'timeout'], builder)
  const memoryBytes = accept(written.memory, parseSize, DEFAULT_MEMORY_BYTES, [...path, 'memory'], builder)
  const trust = written.trust?.toLowerCase()
  if (trust !== undefined && !/^[0-9a-f]{64}$/.test(trust)) {
    builder.problems.add(
      [...path, 'trust'],
      'PLAN_BAD_DIGEST',
      `models.${side}.trust is "${written.trust}", but must be a SHA-256 of 64 hexadecimal digits.`,
      `Write what "sha256sum ${artifact}" prints, once you know who made the file.`,
    )
  }
  const { despite } = written
  if (despite !== undefined && trust === undefined)
    builder.problems.add(
      [...path, 'despite'],
      'PLAN_DOES_NOT_FIT',
      `models.${side}.despite lets dangerous names through, but the artifact is not trusted.`,
      'Write trust beside it, with the SHA-256 that the refusal printed; or remove despite.',
    )
  const file = fileReference(artifact, builder.folder)
  builder.files.push({ path: [...path, 'artifact'], file, mayBeFolder: true })
  const { inputs, images, states } = buildInputs(written.inputs, [...path, 'inputs'], builder)
  const prepare = buildPrepare(written.prepare, [...path, 'prepare'], builder)
  if (prepare !== undefined && written.batch === 'absent')
    builder.problems.add(
      [...path, 'batch'],
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')}.batch is absent, but a preparation gives the model's inputs for a whole batch.`,
      'Ask for an export with a batch axis, or leave the preparation out.',
    )
  if (prepare !== undefined && states !== undefined)
    refuseStates(
      states,
      [...path, 'inputs'],
      'is fed from an output, but a preparation gives all inputs of the model',
      builder,
    )
  const recorded = buildRecorded(side, written, [...path, 'recorded'], context, builder)
  const { labels, output, outputIs, batch, signature } = written
  return {
    side,
    kind: 'artifact',
    artifact: file,
    timeoutMs,
    memoryBytes,
    ...definedOnly({ inputs, images, states }),
    ...definedOnly({
      labels,
      output,
      outputIs,
      trust,
      despite,
      batch,
      signature,
      prepare,
      recorded,
      python: context.python,
    }),
  }
}
