import type { Language } from '../report/language.js'

/** Colours for a terminal that wants them: NO_COLOR and FORCE_COLOR are respected, a pipe gets none. */
export function colorOn(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return stream.isTTY === true && TERM !== 'dumb'
}

export function columnsOf(stream: NodeJS.WriteStream): number {
  return Math.min(Math.max(stream.columns ?? 80, 40), 100)
}

/** The language asked for, or the one of the terminal's locale; English when that is neither. */
export function languageOf(asked: string | undefined): Language {
  if (asked === 'en' || asked === 'fr') return asked
  const locale = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? ''
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
