import type { Decided, Signer } from '../../core/completeStatement.js'
import { spaced } from '../../core/recordRules.js'
import { acceptanceWords } from './acceptanceWords.js'
import { element, list } from './element.js'
import { formatMoment, type PageWords } from './page.js'
import type { Entry } from './record.js'

/**
 * Fills in the page that is printed: what is typed so far, or what the record says. Signatures take the row of their company; whoever has not signed
 * keeps a line to sign by hand.
 */
export function fillPaper(section: HTMLElement, words: PageWords, decided: Decided, entries: readonly Entry[]): void {
  const language = section.closest<HTMLElement>('[lang]')!.lang
  const said = acceptanceWords(words, language, decided)
  for (const item of section.querySelectorAll<HTMLElement>('[data-decision]'))
    item.classList.toggle('chosen', item.dataset['decision'] === decided.decision)
  const lines = section.querySelector<HTMLElement>('.lines')!
  lines.hidden = said.reservations.length > 0
  fill(section, 'reservations', said.reservations)
  fill(section, 'waivers', said.waivers)
  fill(section, 'participants', said.participants)
  fill(section, 'reason', said.reason === null ? [] : [said.reason])
  fill(section, 'validUntil', said.validUntil === null ? [] : [said.validUntil])
  const table = section.querySelector<HTMLElement>('.people tbody')!
  for (const row of table.querySelectorAll('[data-added]')) row.remove()
  for (const row of table.querySelectorAll('tr')) for (const cell of row.querySelectorAll('td')) cell.replaceChildren()
  const signed = section.querySelector<HTMLElement>('.people')!.dataset['signed'] ?? ''
  for (const { statement, fingerprint } of entries) {
    const { signatory } = statement.predicate
    const [name, date, signature] = rowFor(table, signatory).querySelectorAll('td')
    name!.replaceChildren([signatory.name, signatory.role].filter((part) => part !== null).join(', '))
    date!.replaceChildren(
      [signatory.place, formatMoment(language, signatory.date)].filter((part) => part !== null).join(', '),
    )
    signature!.replaceChildren(element('span', signed), ' ', element('code', spaced(fingerprint)))
  }
}

function fill(section: HTMLElement, part: string, sentences: readonly string[]): void {
  const place = section.querySelector<HTMLElement>(`[data-paper="${part}"]`)!
  place.hidden = sentences.length === 0
  place.querySelector('.filled')!.replaceChildren(sentences.length === 1 ? sentences[0]! : list('ul', sentences))
}

/** The free row of the signatory's company, or a new one. */
function rowFor(table: HTMLElement, { company }: Signer): HTMLElement {
  const rows = [...table.querySelectorAll<HTMLElement>('tr')]
  const own = rows.find(
    (row) =>
      company !== null &&
      row.dataset['company']?.toLowerCase() === company.toLowerCase() &&
      row.querySelector('td')!.childNodes.length === 0,
  )
  if (own !== undefined) return own
  const heading = element('th', company ?? '')
  heading.scope = 'row'
  const row = element('tr', heading, element('td'), element('td'), element('td'))
  row.dataset['added'] = ''
  table.append(row)
  return row
}
