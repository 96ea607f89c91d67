import type { Result } from '../../core/result.js'
import type { Voice } from '../voice.js'
import { headResults, inHead } from './heads.js'
import { allEstimates } from './lookup.js'

/** What this run did not test: things it lacked the material for first, then what no replay of stored cases can show. */
export function untestedSentences(voice: Voice, result: Result): readonly string[] {
  const sets = Object.values(result.sets)
  const left = sets.reduce((sum, set) => sum + set.rows - set.compared, 0)
  const judged = sets.filter((set) => set.role !== 'reference')
  const excluded = judged.reduce((sum, set) => sum + set.excluded.reduce((n, { count }) => n + count, 0), 0)
  const sentences: string[] = []
  if (left > 0 && excluded > 0)
    sentences.push(voice.say('untested.excluded', { n: excluded, cases: voice.count(excluded) }))
  for (const [name, set] of Object.entries(result.sets))
    if (set.role !== 'reference' && set.compared === 0) sentences.push(voice.say('untested.set', { set: name }))
  for (const head of headResults(result))
    if (!hasLabels(head.result)) sentences.push(inHead(voice, head.name, voice.say('untested.labels')))
  if (!result.evidence.some(({ drift }) => drift.some(({ about }) => about === 'columns')))
    sentences.push(voice.say('untested.drift'))
  if (result.plan.segments.length === 0) sentences.push(voice.say('untested.segments'))
  if (!allEstimates(result).some(({ measure }) => measure === 'latencyP50')) sentences.push(voice.say('untested.speed'))
  sentences.push(voice.say('untested.service'), voice.say('untested.otherCases'), voice.say('untested.delivery'))
  return sentences
}

/** Whether any case of any set came with what is right. */
export function hasLabels(result: Result): boolean {
  return result.evidence.some(({ outcome }) => {
    if (outcome?.kind === 'classes') return outcome.joint.cells.some(([truth]) => truth >= 0)
    if (outcome?.kind === 'label-sets') return outcome.exact !== null
    return outcome?.kind === 'values' && outcome.errorQuantiles !== null
  })
}
