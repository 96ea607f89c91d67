import { spaced } from '../../core/recordRules.js'
import { acceptanceWords } from './acceptanceWords.js'
import { element, list } from './element.js'
import { formatMoment, sayer, type PageWords } from './page.js'
import type { Entry } from './record.js'

/** A record that is signed already, in place of the fields that decide: what it decides, and who signed it. */
export function showRecord(form: HTMLFormElement, words: PageWords, language: string, entries: readonly Entry[]): void {
  const place = form.querySelector<HTMLElement>('[data-show="record"]')!
  const decide = form.querySelector<HTMLElement>('[data-decide]')!
  const [first] = entries
  decide.hidden = first !== undefined
  if (first === undefined) return place.replaceChildren()
  const say = sayer(words)
  const said = acceptanceWords(words, language, first.statement.predicate.acceptance)
  const drop = element('button', say('record.drop'))
  drop.type = 'button'
  drop.dataset['drop'] = ''
  place.replaceChildren(
    element('p', element('strong', say('record', { decision: said.decision }))),
    list('ul', [
      ...(said.reason === null ? [] : [said.reason]),
      ...said.reservations,
      ...said.waivers,
      ...said.participants,
      ...(said.validUntil === null ? [] : [say('validUntil', { date: said.validUntil })]),
      ...entries.map(({ statement, fingerprint }) => {
        const { name, company, date } = statement.predicate.signatory
        const who = company === null ? name : `${name}, ${company}`
        const [before, after] = say('signedBy', { name: who, date: formatMoment(language, date) }).split(
          '{fingerprint}',
        )
        return element('span', before ?? '', element('code', spaced(fingerprint)), after ?? '')
      }),
    ]),
    element('p', drop),
  )
}
