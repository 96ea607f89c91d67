import type { Language } from './language.js'

/**
 * Spaces that do not break where French typography asks for them (Lexique des règles typographiques en usage à l'Imprimerie nationale):
 * U+00A0 before a colon and inside guillemets, U+202F before ; ! ? and %; curly apostrophes in both languages.
 * Messages are written with ordinary spaces and go through here once, so that their source stays readable.
 */
export function setType(text: string, language: Language): string {
  const curly = text.replaceAll("'", '\u2019')
  if (language === 'en') return curly
  return curly
    .replace(/ :(?!\S)/g, '\u00A0:')
    .replace(/ ([;!?%])/g, '\u202F$1')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u202F')
    .replace(/\} (?=cas\b|point)/g, '}\u00A0')
    .replace(/« /g, '«\u00A0')
    .replace(/ »/g, '\u00A0»')
}

/** Upper-cases the first letter: measure names are kept in lower case, as they stand inside a sentence. */
export function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1)
}

/** What stands between a name and what is said of it. */
export function colon(language: Language): string {
  return language === 'fr' ? '\u00A0: ' : ': '
}
