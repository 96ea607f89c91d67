import type { enSlices } from './enSlices.js'

export const frSlices: Record<keyof typeof enSlices, string> = {
  'slice.below': '{column} de moins de {high}',
  'slice.from': '{column} de {low} et plus',
  'slice.between': '{column} de {low} à moins de {high}',
}
