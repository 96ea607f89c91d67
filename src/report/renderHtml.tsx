import { renderToString } from 'preact-render-to-string'
import type { Draft } from '../core/completeStatement.js'
import { sha256 } from '../core/digest.js'
import { fillReportDigest } from '../core/reportDigest.js'
import type { Result } from '../core/result.js'
import { DATA_ID, type PageData } from './browser/page.js'
import { browserScript } from './browserScript.js'
import { languagesOf, type Language } from './language.js'
import { voiceOf } from './voice.js'
import { criterionLabels } from './words/criterionLabels.js'
import { fingerprintOf } from './words/fingerprint.js'
import { scriptWords } from './words/scriptWords.js'
import { LanguageSwitch } from './html/languageSwitch.js'
import { Letter } from './html/letter.js'
import { styleSheet } from './html/style.js'

export interface HtmlOptions {
  /** The result of the delivery before, beside which this one is told. */
  readonly against?: Result | null
  /** What there is to sign; without it the page can only be signed by hand. */
  readonly draft?: Draft | null
  /** Instead of those of the plan, e.g. the one that is to be printed. */
  readonly languages?: readonly [Language, ...Language[]]
}

/**
 * The report as one file that needs nothing: no network, every language of the plan inside. With a draft of what there is to sign it holds the
 * form that signs it, and the script of that form. The policy in its head allows exactly this style sheet and this script and refuses everything
 * else, so that a forwarded copy can do nothing but be read and signed.
 */
export function renderHtml(result: Result, options: HtmlOptions = {}): string {
  const { against = null, draft = null, languages = languagesOf(result) } = options
  const fingerprint = fingerprintOf(result)
  const style = styleSheet(fingerprint)
  const script = draft === null ? null : browserScript()
  const policy = [
    "default-src 'none'",
    `style-src '${policyHash(style)}'`,
    ...(script === null ? [] : [`script-src '${policyHash(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const first = voiceOf(languages[0])
  const page = (
    <html lang={languages[0]}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="generator" content={`Recette ${result.environment.recette}`} />
        <title>{`${result.title} · ${first.say('head.document')}`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {languages.length > 1 && <LanguageSwitch languages={languages} />}
        <main>
          {languages.map((language) => (
            <section key={language} lang={language} class="letter" id={language}>
              <Letter
                result={result}
                voice={voiceOf(language)}
                fingerprint={fingerprint}
                earlier={against}
                draft={draft}
              />
            </section>
          ))}
        </main>
        {draft !== null && script !== null && (
          <>
            <script
              type="application/json"
              id={DATA_ID}
              data-recette-report={'0'.repeat(64)}
              dangerouslySetInnerHTML={{ __html: jsonInHtml(pageData(result, draft, languages)) }}
            />
            <script type="module" dangerouslySetInnerHTML={{ __html: script }} />
          </>
        )}
      </body>
    </html>
  )
  const html = `<!doctype html>\n${renderToString(page)}\n`
  return draft === null ? html : fillReportDigest(html)
}

function pageData(result: Result, draft: Draft, languages: readonly Language[]): PageData {
  const wordsIn = (language: Language) => {
    const voice = voiceOf(language)
    return { ...scriptWords(voice), criteria: criterionLabels(voice, result, draft) }
  }
  return { draft, languages: Object.fromEntries(languages.map((language) => [language, wordsIn(language)])) }
}

/** JSON that cannot end the element that it stands in. */
function jsonInHtml(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function policyHash(text: string): string {
  return `sha256-${Buffer.from(sha256(text), 'hex').toString('base64')}`
}
