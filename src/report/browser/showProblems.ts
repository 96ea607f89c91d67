import { element, list } from './element.js'
import { controlsAt } from './formState.js'
import { languageOf } from './rows.js'

export interface ShownProblem {
  readonly field: string
  readonly message: string
}

/** Says at each field what is wrong with it, and all of it above the button, from where each field is one step away. Nothing that was typed is touched. */
export function showProblems(
  form: HTMLFormElement,
  problems: readonly ShownProblem[],
  title: string,
  { focus }: { readonly focus: boolean },
): void {
  clearProblems(form)
  const summary = form.querySelector<HTMLElement>('[data-show="summary"]')!
  if (problems.length === 0) return
  const links = problems.map((problem, index) => {
    const place = placeOf(form, problem.field)
    const id = `${languageOf(form)}-problem-${index}`
    const message = element('p', problem.message)
    message.className = 'problem'
    message.id = id
    place.box.append(message)
    for (const control of place.controls) {
      const told = control.getAttribute('aria-describedby')
      control.setAttribute('aria-describedby', told === null ? id : `${told} ${id}`)
      if (!(control instanceof HTMLButtonElement)) control.setAttribute('aria-invalid', 'true')
    }
    const link = element('a', place.name === '' ? problem.message : `${place.name} – ${problem.message}`)
    link.href = `#${place.controls[0]?.id ?? ''}`
    link.addEventListener('click', (event) => {
      event.preventDefault()
      place.controls[0]?.focus()
    })
    return link
  })
  summary.replaceChildren(element('p', element('strong', title)), list('ul', links))
  if (focus) summary.focus()
}

export function clearProblems(form: HTMLFormElement): void {
  for (const message of form.querySelectorAll('.problem')) message.remove()
  for (const control of form.querySelectorAll('[aria-describedby]')) {
    control.removeAttribute('aria-describedby')
    control.removeAttribute('aria-invalid')
  }
  form.querySelector('[data-show="summary"]')!.replaceChildren()
}

interface Place {
  /** Where the message is put. */
  readonly box: Element
  /** What it is about: the first takes the focus. */
  readonly controls: readonly HTMLElement[]
  /** « Réserve R1, Par qui » */
  readonly name: string
}

function placeOf(form: HTMLFormElement, field: string): Place {
  const controls = controlsAt(form, field)
  const [control] = controls
  if (control !== undefined) {
    const box = control.closest('.field')!
    const label = box.querySelector('.name, legend')?.firstChild?.textContent?.trim() ?? ''
    const row = control.closest('.row')?.querySelector('legend')?.textContent
    return { box, controls, name: row === undefined ? label : `${row}, ${label}` }
  }
  const set = form.querySelector(`[data-rows="${field}"], [data-field="${field}"]`)
  const button = set?.querySelector<HTMLElement>(':scope > [data-add], :scope > [data-make]')
  if (set === null || button === null || button === undefined) {
    const submit = form.querySelector<HTMLElement>('[type="submit"]')!
    return { box: submit.parentElement!, controls: [submit], name: '' }
  }
  return { box: set, controls: [button], name: set.querySelector(':scope > legend')?.textContent ?? '' }
}
