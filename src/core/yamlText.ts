/** Words that YAML readers (1.1 or 1.2) may take for something other than text. */
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i
const PLAIN = /^(?:\.{1,2}\/|\/)*[\p{L}_][\p{L}\p{N}_./-]*(?: [\p{L}\p{N}_./-]+)*$/u

/** A YAML scalar that reads back as exactly this text, in quotes only where they are needed. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text)
}

export function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(', ')}]`
}

export function yamlMap(entries: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(entries)
    .map(([key, text]) => `${yamlText(key)}: ${yamlText(text)}`)
    .join(', ')} }`
}

/** Text that stays inside its comment. */
export function yamlComment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
