import type { Draft } from '../../core/completeStatement.js'

/** What the page carries for its script, as JSON: the only thing that the two know of each other, beside the names of the fields. */
export interface PageData {
  readonly draft: Draft
  readonly languages: Readonly<Record<string, PageWords>>
}

export interface PageWords {
  /** Messages by their id without `live.`, and with `{value}` where values stand. */
  readonly words: Readonly<Record<string, string>>
  /** What each criterion asks, by its name in the record. */
  readonly criteria: Readonly<Record<string, string>>
  /** The decisions as the page names them. */
  readonly decisions: Readonly<Record<string, string>>
}

export const DATA_ID = 'record-draft'

/** The draft, with this page itself as the last of its subjects (`core/reportDigest.ts`). */
export function readPage(): PageData {
  const element = document.getElementById(DATA_ID)!
  const data: PageData = JSON.parse(element.textContent)
  const digest = { recetteReport: element.dataset['recetteReport']! }
  return { ...data, draft: { ...data.draft, subject: [...data.draft.subject, { name: 'report.html', digest }] } }
}

export type Say = (id: string, values?: Readonly<Record<string, string>>) => string

export function sayer({ words }: PageWords): Say {
  return (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

export function formatDay(language: string, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

export function formatMoment(language: string, moment: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(moment))
}
