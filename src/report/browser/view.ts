import { spaced } from '../../core/recordRules.js'
import { fillPaper } from './fillPaper.js'
import { formatMoment, sayer, type PageWords, type Say } from './page.js'
import { decidedOf } from './decided.js'
import type { FormState } from './formState.js'
import type { Problem } from './problem.js'
import { languageOf, nameControls } from './rows.js'
import type { Session } from './session.js'
import { showProblems } from './showProblems.js'
import { showRecord } from './showRecord.js'

/** The form and the printed page in one language. */
export interface View {
  readonly language: string
  readonly form: HTMLFormElement
  readonly section: HTMLElement
  readonly words: PageWords
  readonly say: Say
}

export function viewOf(form: HTMLFormElement, words: PageWords): View {
  nameControls(form)
  const section = form.closest<HTMLElement>('.signature')!
  section.classList.add('signable')
  return { language: languageOf(form), form, section, words, say: sayer(words) }
}

/** Everything but the fields, as it is after what was done last. */
export function render(view: View, session: Session): void {
  const { form, say, words, language } = view
  showRecord(form, words, language, session.entries)
  const { made, signed } = session
  form.querySelector('[data-show="key"]')!.textContent =
    made === null
      ? ''
      : `${say('key', { fingerprint: spaced(made.key.fingerprint) })} ${say('keySaved', { file: made.file })}`
  const panel = form.querySelector<HTMLElement>('[data-show="signed"]')!
  panel.hidden = signed === null
  if (signed === null) return
  panel.querySelector('[data-show="fingerprint"]')!.textContent = spaced(signed.fingerprint)
  panel.querySelector<HTMLAnchorElement>('[data-link="record"]')!.href = signed.recordAddress
  panel.querySelector<HTMLAnchorElement>('[data-link="public"]')!.href = signed.publicAddress
}

export function renderPaper(view: View, session: Session, typed: FormState): void {
  const decided = session.entries[0]?.statement.predicate.acceptance ?? decidedOf(typed)
  fillPaper(view.section, view.words, decided, session.entries)
}

/** Says in this form's language what is wrong; its summary takes the focus unless the reader is elsewhere. */
export function renderProblems(view: View, problems: readonly Problem[], options: { readonly focus: boolean }): void {
  const { form, say } = view
  const title = problems.length === 1 ? say('summary.one') : say('summary', { n: String(problems.length) })
  const shown = problems.map(({ field, code, values = {} }) => ({
    field,
    message: say(`problem.${code}`, inWords(view, values)),
  }))
  showProblems(form, shown, title, options)
}

export function sayStatus({ form }: View, text: string): void {
  form.querySelector('[data-show="status"]')!.textContent = text
}

function inWords({ language, words }: View, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name === 'now' || name === 'before') return [name, formatMoment(language, value)]
      if (name !== 'criteria') return [name, value]
      return [
        name,
        value
          .split('\n')
          .map((id) => words.criteria[id] ?? id)
          .join(' ; '),
      ]
    }),
  )
}
