/** Reservations, waivers and participants: as many as are needed, each a copy of the template beside them. */

export function rowsOf(form: ParentNode, group: string): readonly HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(`[data-rows="${group}"] > .row`)]
}

export function setRowCount(form: ParentNode, group: string, count: number): void {
  const set = form.querySelector<HTMLElement>(`[data-rows="${group}"]`)
  if (set === null) return
  while (rowsOf(form, group).length < count) appendRow(set)
  for (const row of rowsOf(form, group).slice(count)) row.remove()
  numberRows(set)
}

/** Buttons that add and remove; the focus goes on to where the work goes on. */
export function serveRows(form: HTMLFormElement, changed: () => void): void {
  form.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return
    const set = target.closest<HTMLElement>('[data-rows]')
    if (set === null) return
    if (target.dataset['add'] !== undefined) {
      const row = appendRow(set)
      numberRows(set)
      row.querySelector<HTMLElement>('input, select, textarea')?.focus()
    }
    if (target.dataset['remove'] !== undefined) {
      target.closest('.row')?.remove()
      numberRows(set)
      set.querySelector<HTMLElement>('[data-add]')?.focus()
    }
    changed()
  })
}

/** Gives every control a name and an id of its own. */
export function nameControls(form: HTMLFormElement): void {
  const language = languageOf(form)
  for (const control of form.querySelectorAll<HTMLInputElement>('[data-part]')) {
    const part = control.dataset['part']!
    if (control.closest('.row') !== null) continue
    control.name = part
    control.id = `${language}-${part}`
  }
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[type="radio"]'))
    radio.id = `${language}-${radio.name}-${radio.value}`
}

export function languageOf(form: HTMLElement): string {
  return form.closest<HTMLElement>('[lang]')!.lang
}

function appendRow(set: HTMLElement): HTMLElement {
  const copy = set.querySelector('template')!.content.firstElementChild!.cloneNode(true) as HTMLElement
  set.querySelector(':scope > [data-add]')!.before(copy)
  return copy
}

function numberRows(set: HTMLElement): void {
  const group = set.dataset['rows']!
  const language = languageOf(set)
  for (const [index, row] of [...set.querySelectorAll<HTMLElement>(':scope > .row')].entries()) {
    const legend = row.querySelector<HTMLElement>('legend')!
    legend.textContent = legend.dataset['title']!.replace('{n}', String(index + 1))
    const remove = row.querySelector<HTMLButtonElement>('[data-remove]')!
    remove.ariaLabel = `${remove.textContent} (${legend.textContent})`
    for (const control of row.querySelectorAll<HTMLInputElement>('[data-part]')) {
      control.id = `${language}-${group}-${index}-${control.dataset['part']!}`
      control.name = control.id
    }
  }
}
