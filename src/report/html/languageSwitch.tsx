import type { Language } from '../language.js'

const NAMES: Record<Language, string> = { en: 'English', fr: 'Français' }

/** Two radio buttons that the style sheet listens to: no script, and what is hidden stays hidden in print. */
export function LanguageSwitch({ languages }: { languages: readonly Language[] }) {
  return (
    <header class="switch">
      <fieldset>
        <legend class="unseen">
          <span lang="en">Language</span> · <span lang="fr">Langue</span>
        </legend>
        {languages.map((language, i) => (
          <label key={language} lang={language}>
            <input type="radio" name="language" id={`show-${language}`} checked={i === 0} />
            <span>{NAMES[language]}</span>
          </label>
        ))}
      </fieldset>
    </header>
  )
}
