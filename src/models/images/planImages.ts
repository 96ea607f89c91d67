import type { RecetteError } from '../../core/errors.js'
import type { Signature } from '../../core/signature.js'
import type { LiveSpec } from '../../core/spec.js'
import { inputProblem, type InputContext } from '../inputProblem.js'
import { bytesOfImage, type ImagePlan } from './fillImages.js'
import { resolveImage } from './resolveImage.js'

/** Prepared images in memory at one time, for one side. */
const BATCH_BYTES = 32 * 2 ** 20

/** The inputs that the plan calls images, with their preparations completed; and all that does not fit. */
export function planImages(
  signature: Signature,
  { images = {} }: LiveSpec,
  context: InputContext,
): { readonly plans: readonly ImagePlan[]; readonly problems: readonly RecetteError[] } {
  const plans: ImagePlan[] = []
  const problems: RecetteError[] = []
  for (const port of signature.inputs) {
    const use = images[port.name]
    if (use === undefined) continue
    const { column } = use
    const field = context.fields.find(({ name }) => name === column)
    const names = context.fields.map(({ name }) => name)
    if (field === undefined)
      problems.push(inputProblem(context, `input "${port.name}": the set has no column "${column}".`, [column, names]))
    else if (field.kind !== 'text' && field.kind !== 'bytes')
      problems.push(
        inputProblem(
          context,
          `input "${port.name}": column "${column}" holds ${field.type}, neither paths of images nor their bytes.`,
          undefined,
          'Name the column of paths or of bytes; a column of pixels is mapped as any other: { name: COLUMN }.',
        ),
      )
    const resolved = resolveImage(port, use)
    if ('preparation' in resolved) plans.push({ port, column, preparation: resolved.preparation })
    else
      for (const problem of resolved.problems)
        problems.push(
          inputProblem(
            context,
            `input "${port.name}" ${problem}.`,
            undefined,
            `Write it under models.${context.side}.inputs.${port.name}, beside image.`,
          ),
        )
  }
  return { plans, problems }
}

/** Cases in one batch, so that what is made of them stays small beside the memory of a machine. */
export function rowsOfImages(plans: readonly ImagePlan[]): number {
  const bytes = plans.reduce((sum, { preparation }) => sum + bytesOfImage(preparation), 0)
  return Math.max(1, Math.floor(BATCH_BYTES / bytes))
}
