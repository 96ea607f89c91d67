import { readForm, writeForm } from './formState.js'
import { readPage } from './page.js'
import { serveRows } from './rows.js'
import { NOTHING_DONE, type Session } from './session.js'
import { dropRecord, loadRecord, makeKeyFile, sign } from './steps.js'
import { render, renderPaper, renderProblems, sayStatus, viewOf, type View } from './view.js'

/** The script of report.html: it serves the form at its end. Nothing leaves the page but the files that the reader saves. */
startSigning()

function startSigning(): void {
  // Old browsers, and pages that did not come from a file, have no keys: the page is signed by hand.
  if (globalThis.crypto?.subtle === undefined) {
    for (const note of document.querySelectorAll<HTMLElement>('.unable')) note.hidden = false
    return
  }
  const page = readPage()
  const views = [...document.querySelectorAll<HTMLFormElement>('form.sign')].map((form) =>
    viewOf(form, page.languages[form.closest<HTMLElement>('[lang]')!.lang]!),
  )
  let shown = views[0]!
  let session: Session = NOTHING_DONE
  let busy = false

  const renderAll = (): void => {
    for (const view of views) {
      render(view, session)
      renderPaper(view, session, readForm(shown.form))
    }
  }

  /** One step at a time: a second click while a key is opened is not a second signature. */
  const take = async (view: View, doing: string, step: () => Session | Promise<Session>): Promise<void> => {
    if (busy) return
    busy = true
    sayStatus(view, doing)
    const before = session
    try {
      session = await step()
    } catch (error) {
      // Nothing here should throw; if it does, the reader is told, and has signed nothing.
      session = { ...session, problems: [{ field: 'sign', code: 'unexpected', values: { error: String(error) } }] }
    } finally {
      busy = false
      sayStatus(view, '')
    }
    renderAll()
    renderProblems(view, session.problems, { focus: true })
    if (session.signed !== before.signed && session.signed !== null)
      view.form.querySelector<HTMLElement>('[data-show="signed"]')!.focus()
  }

  for (const view of views) {
    const { form, say } = view
    serveRows(form, renderAll)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void take(view, say('working.sign'), () => sign(session, readForm(form), page.draft, view.language))
    })
    form.addEventListener('click', ({ target }) => {
      if (!(target instanceof HTMLElement)) return
      if (target.dataset['make'] !== undefined)
        void take(view, say('working.make'), () => makeKeyFile(session, readForm(form)))
      if (target.dataset['drop'] !== undefined) {
        void take(view, '', () => dropRecord(session))
        form.querySelector<HTMLElement>('input[name="decision"]')!.focus()
      }
    })
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'record')
        void take(view, '', () => loadRecord(session, readForm(form), page.draft))
      else renderAll()
    })
    // The style sheet shows the other language; what was typed goes along.
    document.getElementById(`show-${view.language}`)?.addEventListener('change', () => {
      if (shown === view) return
      writeForm(form, readForm(shown.form))
      renderProblems(shown, [], { focus: false })
      shown = view
      renderAll()
      renderProblems(view, session.problems, { focus: false })
    })
  }
  window.addEventListener('beforeprint', renderAll)
}
