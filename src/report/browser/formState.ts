import { rowsOf, setRowCount } from './rows.js'

export const GROUPS = ['reservations', 'waivers', 'participants'] as const
export type Group = (typeof GROUPS)[number]
/** By the name of the field; '' where nothing is chosen, `yes` for a box that is ticked. */
export type Values = Readonly<Record<string, string>>

/** Everything that was typed into a form: what one language's form hands to the other. */
export interface FormState {
  readonly values: Values
  readonly rows: Readonly<Record<Group, readonly Values[]>>
  readonly files: Readonly<Record<string, FileList>>
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export function readForm(form: HTMLFormElement): FormState {
  const [values, files] = [{}, {}] as [Record<string, string>, Record<string, FileList>]
  for (const control of controlsOf(form)) {
    if (control.closest('.row') !== null) continue
    if (isInput(control, 'file')) files[nameOf(control)] = control.files!
    else addValue(values, control)
  }
  const rows = { reservations: [], waivers: [], participants: [] } as Record<Group, Values[]>
  for (const group of GROUPS)
    for (const row of rowsOf(form, group)) {
      const inRow: Record<string, string> = {}
      for (const control of controlsOf(row)) addValue(inRow, control)
      rows[group].push(inRow)
    }
  return { values, rows, files }
}

export function writeForm(form: HTMLFormElement, { values, rows, files }: FormState): void {
  for (const control of controlsOf(form)) {
    if (control.closest('.row') !== null) continue
    if (isInput(control, 'file')) control.files = files[nameOf(control)] ?? control.files
    else setValue(control, values)
  }
  for (const group of GROUPS) {
    setRowCount(form, group, rows[group].length)
    for (const [index, row] of rowsOf(form, group).entries())
      for (const control of controlsOf(row)) setValue(control, rows[group][index] ?? {})
  }
}

export function controlsOf(within: ParentNode): readonly Control[] {
  return [...within.querySelectorAll<Control>('input, select, textarea')]
}

/** The controls of a field, by its path: `name`, `decision`, `reservations.0.text`. */
export function controlsAt(form: HTMLFormElement, field: string): readonly Control[] {
  const [group, index, part] = field.split('.')
  if (part === undefined)
    return controlsOf(form).filter((control) => control.closest('.row') === null && nameOf(control) === field)
  const row = rowsOf(form, group!)[Number(index)]
  return row === undefined ? [] : controlsOf(row).filter((control) => nameOf(control) === part)
}

function addValue(values: Record<string, string>, control: Control): void {
  const name = nameOf(control)
  if (isInput(control, 'radio')) values[name] = control.checked ? control.value : (values[name] ?? '')
  else if (isInput(control, 'checkbox')) values[name] = control.checked ? 'yes' : ''
  else values[name] = isInput(control, 'password') ? control.value : control.value.trim()
}

function setValue(control: Control, values: Values): void {
  const value = values[nameOf(control)] ?? ''
  if (isInput(control, 'radio')) control.checked = control.value === value
  else if (isInput(control, 'checkbox')) control.checked = value === 'yes'
  else control.value = value
}

function nameOf(control: Control): string {
  return control.dataset['part'] ?? control.name
}

function isInput(control: Control, type: string): control is HTMLInputElement {
  return control instanceof HTMLInputElement && control.type === type
}
