import { renderToString } from 'preact-render-to-string'
import { sha256 } from '../core/digest.js'
import type { Result } from '../core/result.js'
import { languagesOf } from './language.js'
import { voiceOf } from './voice.js'
import { fingerprintOf } from './words/fingerprint.js'
import { LanguageSwitch } from './html/languageSwitch.js'
import { Letter } from './html/letter.js'
import { styleSheet } from './html/style.js'

export interface HtmlOptions {
  /** The result of the delivery before, beside which this one is told. */
  readonly against?: Result | null
}

/**
 * The report as one file that needs nothing: no script, no network, every language of the plan inside. The policy in its head
 * allows exactly this style sheet and refuses everything else, so that a forwarded copy can do nothing but be read.
 */
export function renderHtml(result: Result, { against = null }: HtmlOptions = {}): string {
  const languages = languagesOf(result)
  const fingerprint = fingerprintOf(result)
  const style = styleSheet(fingerprint)
  const styleHash = Buffer.from(sha256(style), 'hex').toString('base64')
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`
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
              <Letter result={result} voice={voiceOf(language)} fingerprint={fingerprint} earlier={against} />
            </section>
          ))}
        </main>
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
