import type { ArtifactSpec, ColumnUse, Side } from '../core/spec.js'
import { refuseKeys, reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import { fileReference } from './fileReference.js'
import type { WrittenColumnUse, WrittenModel } from './planSchema.js'
import type { PlanPath, Refusal } from './problemList.js'
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
  const file = fileReference(artifact, builder.folder)
  builder.files.push({ path: [...path, 'artifact'], file, mayBeFolder: true })
  const inputs = buildInputs(written.inputs, [...path, 'inputs'], builder)
  const { labels, output, outputIs } = written
  return {
    side,
    kind: 'artifact',
    artifact: file,
    timeoutMs,
    memoryBytes,
    ...definedOnly({ labels, inputs, output, outputIs, trust }),
  }
}

function buildInputs(
  written: WrittenModel['inputs'],
  path: PlanPath,
  builder: Builder,
): Record<string, readonly ColumnUse[]> | undefined {
  if (written === undefined) return undefined
  return Object.fromEntries(
    Object.entries(written).map(([name, uses]) => {
      const single = !Array.isArray(uses)
      const list = single ? [uses] : uses
      return [
        name,
        list.flatMap((use, index) => buildUse(use, [...path, name, ...(single ? [] : [index])], builder) ?? []),
      ]
    }),
  )
}

function buildUse(written: WrittenColumnUse, path: PlanPath, builder: Builder): ColumnUse | null {
  if (typeof written === 'string') return { column: written }
  const { column, multiply, add } = written
  if (column === undefined) {
    reportMissing(
      builder,
      [...path, 'column'],
      `${path.join('.')} does not say which column it takes.`,
      'Add column: NAME.',
    )
    return null
  }
  if (multiply === 0) {
    builder.problems.add(
      [...path, 'multiply'],
      'PLAN_OUT_OF_RANGE',
      `The column "${column}" is multiplied by 0, which would give the model the same number for every case.`,
      'Write the factor between the two units.',
    )
  }
  return { column, ...definedOnly({ multiply, add }) }
}

function accept(
  written: string | number | undefined,
  parse: (written: string | number) => number | Refusal,
  otherwise: number,
  path: PlanPath,
  { problems }: Builder,
): number {
  if (written === undefined) return otherwise
  const parsed = parse(written)
  if (typeof parsed === 'number') return parsed
  problems.refuse(path, { ...parsed, message: `${path.join('.')}: ${parsed.message}` })
  return otherwise
}
