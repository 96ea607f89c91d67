import { sliceKey, type Slice } from '../../core/estimate.js'
import { apartSide } from '../../core/labelMap.js'
import { measureInfo, type MeasureName } from '../../core/measureCatalog.js'
import type { Finding } from '../../core/result.js'
import { readBin } from '../../core/segment.js'
import { decimalsAsWritten, formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'
import { toleranceText } from './tolerance.js'

type Measure = Pick<Finding, 'measure' | 'options'>

/** `exactitude`, `rappel (classe « oui »)`: as a column heading names it, in lower case. */
export function measureName(voice: Voice, measure: Measure): string {
  return withOptions(voice, voice.say(`measure.${measure.measure}`), measure)
}

/** `l’exactitude`: with its article, to begin a sentence. */
export function theMeasure(voice: Voice, measure: Measure): string {
  return withOptions(voice, voice.say(`the.${measure.measure}`), measure)
}

/** What the measure is, for somebody who never heard of it. */
export function measureMeaning(voice: Voice, measure: MeasureName): string {
  return voice.say(`meaning.${measure}`)
}

/** `région = Sud, age de 30 à moins de 50`: names of columns and values are the client's own and are not translated. */
export function sliceName(voice: Voice, slice: Slice): string {
  const side = apartSide(slice)
  if (side !== null) return voice.say(`apart.slice.${side}`, { labels: slice[0]!.value })
  return slice.map(({ column, value }) => valueName(voice, column, value)).join(', ')
}

function valueName(voice: Voice, column: string, value: string): string {
  const bin = readBin(value)
  if (bin === null || (bin.low === -Infinity && bin.high === Infinity)) return `${column}\u00A0=\u00A0${value}`
  const write = (edge: number): string => formatDecimal(voice.language, edge, decimalsAsWritten(edge))
  if (bin.low === -Infinity) return voice.say('slice.below', { column, high: write(bin.high) })
  if (bin.high === Infinity) return voice.say('slice.from', { column, low: write(bin.low) })
  return voice.say('slice.between', { column, low: write(bin.low), high: write(bin.high) })
}

/** A segment that is judged on two sets, or by two measures, is one segment. */
export function distinctSlices(findings: readonly { readonly slice: Slice | null }[]): number {
  return new Set(findings.flatMap(({ slice }) => (slice === null ? [] : [sliceKey(slice)]))).size
}

function withOptions(voice: Voice, name: string, { measure, options }: Measure): string {
  const parts: string[] = []
  if (options.head !== undefined) parts.push(voice.say('option.head', { head: options.head }))
  const { group, options: possible } = measureInfo(measure)
  if (group === 'drift' && possible.includes('column') && options.column === undefined)
    parts.push(voice.say('option.worstColumn'))
  if (options.class !== undefined) parts.push(voice.say('option.class', { class: options.class }))
  if (options.average === 'macro') parts.push(voice.say('option.macro'))
  if (options.average === 'micro') parts.push(voice.say('option.micro'))
  if (options.average === 'samples') parts.push(voice.say('option.samples'))
  if (options.average === 'weighted') parts.push(voice.say('option.weighted'))
  if (options.column !== undefined)
    parts.push(
      options.column === 'score' ? voice.say('option.score') : voice.say('option.column', { column: options.column }),
    )
  if (options.output !== undefined) parts.push(voice.say('option.output', { output: options.output }))
  if (options.axis !== undefined) parts.push(voice.say('option.axis', { axis: options.axis }))
  if (options.rtol !== undefined) parts.push(voice.say('option.rtol', { rtol: toleranceText(options.rtol) }))
  if (options.k !== undefined) parts.push(voice.say('option.k', { k: options.k }))
  if (options.debiased === true) parts.push(voice.say('option.debiased'))
  if (options.binning === 'equalMass') parts.push(voice.say('option.equalMass'))
  if (options.bins !== undefined) parts.push(voice.say('option.bins', { n: options.bins }))
  return parts.length === 0 ? name : `${name} (${parts.join(', ')})`
}
