import type { ModelSpec, Side } from '../core/spec.js'
import { buildArtifact } from './buildArtifact.js'
import { buildEndpoint } from './buildEndpoint.js'
import { buildPredictions, type ModelContext } from './buildPredictions.js'
import { reportMissing, type Builder } from './builder.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

const WITH_ARTICLE = { artifact: 'an artifact', endpoint: 'an endpoint', predictions: 'predictions' } as const

/** One side of the comparison, or null with at least one problem said. */
export function buildModel(
  side: Side,
  written: WrittenModel | undefined,
  context: ModelContext,
  builder: Builder,
): ModelSpec | null {
  const path: PlanPath = ['models', side]
  if (written === undefined) {
    reportMissing(
      builder,
      path,
      `models.${side} is missing: two models are compared.`,
      `Add ${side}: { artifact: PATH } to models.`,
    )
    return null
  }
  checkLabels(written.labels, [...path, 'labels'], builder)
  const kinds = (['artifact', 'endpoint', 'predictions'] as const).filter((kind) => written[kind] !== undefined)
  if (kinds.length > 1) {
    builder.problems.add(
      path,
      'PLAN_SEVERAL_MODELS',
      `models.${side} names ${kinds.length > 2 ? 'an artifact, an endpoint and predictions' : `both ${kinds.map((kind) => WITH_ARTICLE[kind]).join(' and ')}`}.`,
      'Keep the artifact to run it, the endpoint to call it, or the predictions to take the recorded answers.',
    )
    return null
  }
  if (written.artifact !== undefined) return buildArtifact(side, written, written.artifact, path, context, builder)
  if (written.endpoint !== undefined) return buildEndpoint(side, written, written.endpoint, path, builder)
  if (written.predictions !== undefined)
    return buildPredictions(side, written, written.predictions, path, context, builder)
  if (!builder.dropped([...path, 'predictions']) && !builder.dropped([...path, 'endpoint'])) {
    reportMissing(
      builder,
      [...path, 'artifact'],
      `models.${side} says neither which artifact it is, nor where it is called, nor where its predictions are.`,
      'Add artifact: PATH, endpoint: { protocol: NAME, url: ADDRESS }, or predictions: PATH.',
    )
  }
  return null
}

function checkLabels(labels: readonly string[] | undefined, path: PlanPath, { problems }: Builder): void {
  labels?.forEach((label, index) => {
    if (labels.indexOf(label) === index) return
    problems.add(
      [...path, index],
      'PLAN_REPEATED_NAME',
      `The label "${label}" stands twice in ${path.join('.')}.`,
      'Labels are told apart by name: write each once, in the order of the scores.',
    )
  })
}
