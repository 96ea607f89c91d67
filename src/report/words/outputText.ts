import type { OutputMapping, Result } from '../../core/result.js'
import { decimalsAsWritten, formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'
import { headResults, inHead } from './heads.js'

/** What an output was taken for, what was made of it, and whose labels its numbers are. */
export function outputText(voice: Voice, output: OutputMapping, inferred: boolean): string {
  const taken = voice.say(`mapping.meaning.${output.meaning}`)
  const threshold = thresholdText(voice, output)
  const meaning = threshold === null ? taken : `${taken} (${threshold})`
  if (output.labels === null) return meaning
  const labels = output.labels.join(', ')
  if (output.labelsFrom === null) return `${meaning} (${labels})`
  // Labels that stand in a plan which nobody wrote were taken from the set.
  const from = inferred && output.labelsFrom === 'plan' ? 'set' : output.labelsFrom
  return voice.say('mapping.outputLabels', { meaning, labels, from: voice.say(`mapping.labelsFrom.${from}`) })
}

/** For each side whose scores were not declared: what they were taken for, so that a wrong guess is seen where the verdict is. */
export function takenSentences(voice: Voice, all: Result): readonly string[] {
  return headResults(all).flatMap(({ name, result }) =>
    takenOf(voice, result).map((sentence) => inHead(voice, name, sentence)),
  )
}

function takenOf(voice: Voice, { models, plan }: Result): readonly string[] {
  return (['old', 'new'] as const).flatMap((side) => {
    const output = models[side]?.mapping?.output
    if (output === undefined || output.by !== 'detected' || output.meaning === 'value' || output.meaning === 'tensor')
      return []
    const meaning = outputText(voice, output, plan.inferred)
    return [voice.say(`mapping.taken.${side}`, { output: voice.say('quoted', { text: output.output }), meaning })]
  })
}

/** The meanings of outputs that give any number of labels to a case. */
const OF_EACH_LABEL: ReadonlySet<OutputMapping['meaning']> = new Set([
  'label-probabilities',
  'label-logits',
  'decisions',
])

function thresholdText(voice: Voice, { threshold, meaning }: OutputMapping): string | null {
  if (threshold === undefined) return null
  const written = (value: number): string => formatDecimal(voice.language, value, decimalsAsWritten(value))
  if (typeof threshold === 'number' && !OF_EACH_LABEL.has(meaning))
    return voice.say('mapping.operating', { threshold: written(threshold) })
  const shown =
    typeof threshold === 'number'
      ? written(threshold)
      : Object.entries(threshold)
          .map(([label, value]) => voice.say('mapping.thresholdOf', { label, threshold: written(value) }))
          .join(', ')
  return voice.say('mapping.threshold', { threshold: shown })
}
