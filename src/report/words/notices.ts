import type { Notice, Result } from '../../core/result.js'
import type { Voice } from '../voice.js'
import { formatList } from '../numbers.js'
import { inHead } from './heads.js'

/** The notices as sentences; what is true of several sets in the same words is said once, of all of them. */
export function noticeSentences(voice: Voice, notices: Result['notices']): readonly string[] {
  const said = new Map<string, { readonly sentence: string; readonly rest: string; readonly sets: string[] }>()
  for (const notice of notices) {
    const sentence = noticeSentence(voice, notice)
    const { set } = notice.values
    const start = voice.say('notice.ofSet', { set: String(set ?? '') })
    const ofSet = set !== undefined && sentence.startsWith(start)
    const rest = ofSet ? sentence.slice(start.length) : sentence
    const known = said.get(`${ofSet} ${rest}`)
    if (known === undefined) said.set(`${ofSet} ${rest}`, { sentence, rest, sets: ofSet ? [String(set)] : [] })
    else if (ofSet && !known.sets.includes(String(set))) known.sets.push(String(set))
  }
  return [...said.values()].map(({ sentence, rest, sets }) => {
    if (sets.length < 2) return sentence
    const names = sets.map((set) => voice.say('quoted', { text: set }))
    return `${voice.say('notice.ofSets', { sets: formatList(voice.language, names) })}${rest}`
  })
}

/** Codes that have no words here (another version wrote them) are shown as they are, with their values. */
export function noticeSentence(voice: Voice, notice: Notice): string {
  return inHead(voice, notice.head ?? null, sentenceOf(voice, notice))
}

function sentenceOf(voice: Voice, { code, values }: Notice): string {
  const known = voice.sayCode('notice', code, { ...values, ...inWords(voice, values) })
  if (known !== null) return known
  const listed = Object.entries(values).map(([name, value]) => `${name}: ${value}`)
  return listed.length === 0 ? code : `${code} (${listed.join(', ')})`
}

/** A notice names measures and reasons by their codes; the reader gets words. */
function inWords(voice: Voice, { measure, reason }: Notice['values']): Notice['values'] {
  const words = {
    measure: typeof measure === 'string' ? voice.sayCode('the', measure) : null,
    reason: typeof reason === 'string' ? voice.sayCode('leftOut', reason) : null,
  }
  return Object.fromEntries(Object.entries(words).flatMap(([key, word]) => (word === null ? [] : [[key, word]])))
}
