/** The form: hidden until its script is there; then it stands on screen, and the page to be signed by hand on paper only. */
export const formStyle = `
  .sign { display: none; }
  @media screen { .signable .sign { display: block; } .signable .by-hand { display: none; } }
  .sign fieldset { border: 0; border-top: 1px solid var(--rule); margin: 1.5rem 0 0; padding: .25rem 0 0; min-width: 0; }
  .sign legend { font-weight: 650; padding: 0 .6rem 0 0; }
  .sign details { margin: 0 0 1rem; border-bottom: 1px solid var(--rule); }
  .sign .row { border: 0; border-left: 2px solid var(--rule); padding: 0 0 0 1rem; margin: .75rem 0 1.25rem; }
  .sign .row legend { padding: 0; }
  .field { margin: 0 0 1rem; max-width: 44rem; }
  .field + .pair-of-fields, fieldset + .field, fieldset + .pair-of-fields { margin-top: 1.25rem; }
  .sign .rows > .quiet { margin-bottom: .75rem; }
  .sign > .field, .sign fieldset.field { max-width: none; }
  .field > label:not(.choice), .field .name { display: block; }
  .field .name { margin-bottom: .2rem; }
  .hint { display: block; margin-bottom: .25rem; }
  .pair-of-fields { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; max-width: 44rem; align-items: end; }
  .choice { display: flex; gap: .6rem; align-items: baseline; padding: .25rem 0; max-width: 44rem; cursor: pointer; }
  .choice input { flex: none; width: 1.1rem; height: 1.1rem; margin: 0; transform: translateY(.15rem); accent-color: var(--accent); }
  .choice input:focus-visible + span { outline: none; }
  .field input:not([type="radio"], [type="checkbox"]), .field select, .field textarea { font: inherit; color: inherit; background: var(--paper);
    border: 1px solid var(--missing); border-radius: 3px; padding: .4rem .5rem; width: 100%; min-height: 2.6rem; }
  .field textarea { resize: vertical; }
  .sign :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .field [aria-invalid] { border-color: var(--fail); border-width: 2px; }
  .problem { color: var(--fail); margin: .3rem 0 0; font-weight: 650; }
  [data-show="summary"]:not(:empty) { border-left: .4rem solid var(--fail); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; }
  [data-show="signed"] { border-left: .4rem solid var(--pass); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; }
  [data-show="signed"] h3 { margin-top: 0; }
  [data-show="record"]:not(:empty) { border-left: .4rem solid var(--accent); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; }
  .sign button { font: inherit; color: var(--accent); background: none; border: 1px solid var(--accent); border-radius: 3px; padding: .45rem 1rem; min-height: 2.6rem; cursor: pointer; }
  .sign button.main { color: var(--on); background: var(--accent); font-weight: 650; }
  .sign:has([value="own"]:checked) [data-way="new"], .sign:has([value="new"]:checked) [data-way="own"] { display: none; }
  .filled ul { list-style: none; padding: 0; }
  @media screen and (max-width: 46rem) { .pair-of-fields { grid-template-columns: 1fr; } }`
