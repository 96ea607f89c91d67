import type { ImagePreparation } from '../../core/image.js'
import type { SetRecord } from '../../core/result.js'
import { decimalsAsWritten, formatDecimal, formatList } from '../numbers.js'
import type { Voice } from '../voice.js'

/** « image fichier : 224 × 224 px, étirée (bilinear) ; RGB ; × 1/255 ; − 0,485… ; NCHW » in the order in which it is done. */
export function imageText(voice: Voice, column: string, image: ImagePreparation): string {
  const steps = [
    sizeText(voice, image),
    voice.say(`image.channels.${image.channels}`),
    voice.say('image.scale', { factor: factorText(voice, image.scale) }),
    image.mean.some((value) => value !== 0) ? voice.say('image.mean', { values: listText(voice, image.mean) }) : '',
    image.std.some((value) => value !== 1) ? voice.say('image.std', { values: listText(voice, image.std) }) : '',
    voice.say(`image.layout.${image.layout}`),
  ].filter((step) => step !== '')
  const said = voice.say('image.steps', { column, steps: steps.join('; ') })
  if (image.guessed.length === 0) return said
  const guessed = image.guessed.map((key) => voice.sayCode('image.key', key) ?? key)
  return `${said} ${voice.say('image.guessed', { keys: formatList(voice.language, guessed) })}`
}

/** What stands before the digest of the images of a set. */
export function imagesOfSet(voice: Voice, { files }: NonNullable<SetRecord['identity']['images']>): string {
  return voice.say('image.files', { n: files, count: voice.count(files) })
}

function sizeText(voice: Voice, image: ImagePreparation): string {
  const size = { width: String(image.width), height: String(image.height), how: image.interpolation }
  if (image.fit === 'crop' && image.shortSide !== null)
    return voice.say('image.fit.shortSide', { ...size, side: String(image.shortSide) })
  if (image.fit === 'pad') return voice.say('image.fit.pad', { ...size, ground: String(image.padWith) })
  return voice.say(`image.fit.${image.fit}`, size)
}

/** A factor that is one over a whole number is written so: 1/255 rather than 0.00392157. */
function factorText(voice: Voice, factor: number): string {
  const inverse = 1 / factor
  const whole = Math.round(inverse)
  if (Math.abs(whole) > 1 && Math.abs(inverse - whole) < 1e-9 * Math.abs(inverse)) return `1/${whole}`
  return numberText(voice, factor)
}

function listText(voice: Voice, values: readonly number[]): string {
  const same = values.every((value) => value === values[0])
  return (same ? values.slice(0, 1) : values).map((value) => numberText(voice, value)).join(' · ')
}

function numberText(voice: Voice, value: number): string {
  return formatDecimal(voice.language, value, Math.min(6, decimalsAsWritten(value)))
}
