import { labelsOfOutput } from '../../core/signature.js'
import type { Side } from '../../core/spec.js'
import { labelLines, suggestLabels } from '../../core/suggestLabels.js'
import type { DraftModel } from '../../plan/draftPlan.js'
import type { InferredPlan } from '../../plan/inferPlan.js'
import { joinLabels } from '../../replay/joinLabels.js'

/** A `labels` map for what differs between two models that name their labels and the set; nothing where nothing does. */
export function guessMap(
  models: Readonly<Record<Side, DraftModel>>,
  inferred: InferredPlan,
  setLabels: readonly string[] | null,
): readonly string[] {
  const own = (side: Side): readonly string[] | undefined => {
    const { chosen, signature, predictions } = models[side]
    const carried = labelsOfOutput(signature, chosen?.output)
    const scored = predictions?.scores === undefined ? undefined : Object.keys(predictions.scores)
    return chosen?.labels?.value ?? inferred.labels[side]?.value ?? carried ?? scored
  }
  const [old, newer] = [own('old') ?? setLabels, own('new') ?? setLabels]
  if (old === null || newer === null) return []
  const { loose, labels } = joinLabels({ old, new: newer, set: setLabels }, [])
  return labelLines(suggestLabels(loose, labels))
}
