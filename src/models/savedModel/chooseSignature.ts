import { RecetteError } from '../../core/errors.js'
import type { SavedSignature } from './readSavedModel.js'

const DEFAULT = 'serving_default'

/** The signature that the plan names; else the usual one, or the only one. The Python host chooses alike (signatures.py). */
export function chooseSignature(
  signatures: readonly SavedSignature[],
  wanted: string | undefined,
  shown: string,
): SavedSignature {
  const names = signatures.map(({ name }) => `"${name}"`).join(', ')
  const chosen =
    signatures.find(({ name }) => name === (wanted ?? DEFAULT)) ??
    (wanted === undefined && signatures.length === 1 ? signatures[0] : undefined)
  if (chosen !== undefined) return chosen
  throw new RecetteError(
    'MODEL_SIGNATURE_UNKNOWN',
    wanted === undefined
      ? signatures.length === 0
        ? `${shown} has no signature: it offers no function to call.`
        : `${shown} has several signatures and none is called "${DEFAULT}": ${names}.`
      : `${shown} has no signature "${wanted}"; it has ${names || 'none'}.`,
    signatures.length === 0
      ? 'Ask for a SavedModel with signatures: model.export("folder"), or tf.saved_model.save(module, folder, signatures=...).'
      : `Name the one that is meant beside artifact in the plan, e.g. signature: ${signatures[0]!.name} (recette inspect: --signature ${signatures[0]!.name}).`,
    { kind: 'usage' },
  )
}
