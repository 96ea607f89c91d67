import { createIntl, type IntlShape } from '@formatjs/intl'
import type { Language } from './language.js'
import { en, type MessageId } from './messages/en.js'
import { fr } from './messages/fr.js'
import { formatCount, localeOf } from './numbers.js'
import { setType } from './typography.js'

export type MessageValues = Readonly<Record<string, string | number>>

/** One language: what it says and how it counts. Missing messages or values throw; a report never shows a key. */
export interface Voice {
  readonly language: Language
  say(id: MessageId, values?: MessageValues): string
  /** Text of a code that another room gave, or null when this version has no words for it. */
  sayCode(prefix: string, code: string, values?: MessageValues): string | null
  count(count: number): string
}

const CATALOGUES: Record<Language, Record<MessageId, string>> = { en, fr }
const voices = new Map<Language, Voice>()

export function voiceOf(language: Language): Voice {
  const known = voices.get(language)
  if (known !== undefined) return known
  const made = createVoice(language)
  voices.set(language, made)
  return made
}

function createVoice(language: Language): Voice {
  const messages = Object.fromEntries(
    Object.entries(CATALOGUES[language]).map(([id, text]) => [id, setType(text, language)]),
  )
  const intl: IntlShape = createIntl({
    locale: localeOf(language),
    messages,
    onError: (error) => {
      throw error
    },
  })
  const say = (id: string, values: MessageValues = {}): string => intl.formatMessage({ id }, { ...values })
  return {
    language,
    say,
    sayCode: (prefix, code, values) => {
      const id = `${prefix}.${code}`
      if (!Object.hasOwn(messages, id)) return null
      try {
        return say(id, values)
      } catch {
        // Another version of Recette may give this code other values: its own words are then better than none.
        return null
      }
    },
    count: (count) => formatCount(language, count),
  }
}
