import { formStyle } from './formStyle.js'
import { printStyle } from './printStyle.js'

/**
 * The whole look: one family of system fonts, two weights, one accent, three verdict colours (and a grey) that keep 4.5:1 on
 * their ground in light and dark. Charts are styled from here too, because the page's policy allows no style attributes.
 */
export function styleSheet(fingerprint: string): string {
  return [COLOURS, PAGE, VERDICT, TABLES, CHARTS, SIGNATURE, formStyle, NARROW, LANGUAGES, printStyle(fingerprint)]
    .join('\n')
    .replace(/\n\s+/g, '\n')
    .trim()
}

const COLOURS = `
  :root { color-scheme: light dark; --paper: #fff; --ink: #1c1d20; --quiet: #55585f; --rule: #d5d7db; --faint: #f3f4f6;
    --accent: #1d4f82; --pass: #17653a; --fail: #a3211c; --open: #7c4f00; --missing: #4b4e57; --band: #dfe7f0; --on: #fff; }
  @media screen and (prefers-color-scheme: dark) {
    :root { --paper: #15171a; --ink: #e8e9eb; --quiet: #a6abb4; --rule: #3a3e45; --faint: #1e2126; --accent: #8fbcec;
      --pass: #74cf98; --fail: #ff9c93; --open: #ecbd5e; --missing: #b3b8c2; --band: #27384a; --on: #15171a; } }
  .is-pass { --tone: var(--pass); }
  .is-fail { --tone: var(--fail); }
  .is-inconclusive { --tone: var(--open); }
  .is-could-not-run, .is-waived { --tone: var(--missing); }`

const PAGE = `
  * { box-sizing: border-box; }
  html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Open Sans", Arial, sans-serif;
    background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
    font-variant-numeric: tabular-nums lining-nums; }
  body { margin: 0 auto; padding: 1.25rem 1.5rem 4rem; max-width: 66rem; overflow-wrap: anywhere; }
  th, summary { overflow-wrap: break-word; }
  h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; font-weight: 650; letter-spacing: -.01em; }
  h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .75rem; font-weight: 650; }
  h3 { font-size: 1rem; line-height: 1.4; margin: 1.5rem 0 .4rem; font-weight: 650; }
  strong, th, dt, summary, figcaption, caption { font-weight: 650; }
  p { margin: 0 0 .75rem; }
  p, ul.prose, .facts, .attention, .method dl { max-width: 72ch; }
  ul { margin: 0 0 .75rem; padding-left: 1.1rem; }
  li { margin: 0 0 .35rem; }
  a { color: var(--accent); }
  a:focus-visible, summary:focus-visible, input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 3px; }
  code { font: .82em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  .quiet { color: var(--quiet); font-size: .9em; font-weight: 400; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .switch { display: flex; justify-content: flex-end; }
  .switch fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: .25rem; position: relative; }
  .switch label { position: relative; cursor: pointer; }
  .switch input { position: absolute; inset: 0; margin: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
  .switch span { display: block; padding: .25rem .7rem; border-bottom: 2px solid transparent; color: var(--quiet); }
  .switch legend span { padding: 0; }
  .switch input:checked + span { border-color: var(--accent); color: var(--ink); font-weight: 650; }
  .kicker { color: var(--accent); font-weight: 650; margin: 0 0 .35rem; }
  .lead { font-size: 1.08rem; margin: 0 0 .25rem; }
  .head .quiet { margin: 0; }
  details { border-top: 1px solid var(--rule); }
  details.chapter:last-of-type { border-bottom: 1px solid var(--rule); }
  summary { cursor: pointer; padding: .6rem 0; }
  details details { border: 0; margin: .25rem 0 0; }
  details details summary { font-weight: 400; color: var(--accent); font-size: .9em; padding: .25rem 0; }
  .folded { padding: .25rem 0 1rem; }
  figure { margin: 0 0 1.5rem; }
  figcaption { margin: 0 0 .5rem; max-width: 72ch; }
  .since { border: 1px solid var(--rule); border-width: 1px 0; margin: 1.5rem 0 0; padding: .25rem 0 .5rem; }
  .since h2 { margin: .5rem 0; font-size: 1.2rem; }
  .method dl > div { margin: 0 0 .6rem; }
  .method dd { margin: 0; }`

const VERDICT = `
  .verdict { border-left: .4rem solid var(--tone); padding: .1rem 0 .1rem 1.25rem; margin: 1.5rem 0 0; }
  .verdict h2 { margin: 0 0 .35rem; font-size: 1.5rem; font-weight: 400; display: flex; gap: .6rem; align-items: baseline; }
  .verdict h2 strong { color: var(--tone); }
  .verdict h2 .shape { width: 1.15rem; height: 1.15rem; flex: none; transform: translateY(.12rem); }
  .verdict .sentence { font-size: 1.1rem; }
  .verdict h3 { margin: .5rem 0 .3rem; }
  .beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; border-top: 1px solid var(--rule); margin-top: 1rem; padding-top: .25rem; }
  .beside ul, .beside p { font-size: .95rem; margin-bottom: .5rem; }
  .beside li { margin-bottom: .15rem; }
  .shape .solid { fill: var(--tone); }
  .shape .ring { fill: none; stroke: var(--tone); stroke-width: 2; }
  .shape .mark { fill: none; stroke: var(--on); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .status { color: var(--tone); font-weight: 650; display: inline-flex; gap: .4rem; align-items: center; white-space: nowrap; }
  .status .shape { flex: none; }
  .attention { list-style: none; padding: 0; }
  .attention li { display: flex; gap: .6rem; margin-bottom: .6rem; align-items: flex-start; }
  .attention .shape { flex: none; margin-top: .3rem; }
  .attention p { margin: .2rem 0 0; }`

const TABLES = `
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; font-size: .93rem; line-height: 1.45; }
  caption { text-align: left; padding: .75rem 0 .4rem; font-size: 1rem; }
  th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; border-top: 1px solid var(--rule); }
  thead th { border-top: 0; border-bottom: 1px solid var(--ink); color: var(--quiet); font-weight: 400; padding-top: 0; vertical-align: bottom; }
  tbody tr:first-child > * { border-top: 0; }
  tbody th { font-weight: 400; }
  .number { text-align: right; white-space: nowrap; }
  thead .number { white-space: normal; }
  th:last-child, td:last-child { padding-right: 0; }
  .label { display: none; }
  .value { white-space: nowrap; }
  .range { display: block; color: var(--quiet); font-size: .88em; white-space: nowrap; }
  .slice { display: block; }
  .criteria { table-layout: fixed; }
  .criteria th:nth-child(1) { width: 29%; }
  .criteria th:nth-child(2) { width: 27%; }
  .criteria th:nth-child(3) { width: 15.5rem; }
  .forest th:nth-child(2) { width: 15.5rem; }
  .pairs th:nth-child(n + 2) { width: 29%; }
  .reason { font-size: .9em; margin: .2rem 0 0; color: var(--quiet); }
  .ends { display: flex; justify-content: space-between; }
  .hash { display: block; word-spacing: .1em; }
  .numbers th .quiet, .facts-table .quiet { display: block; }
  .numbers td.number { min-width: 6.5rem; }
  .effect { display: block; margin-bottom: .2rem; }
  .drift .quiet { display: block; }
  .drift th:nth-child(1) { width: 20%; }
  .drift th:nth-child(2) { width: 13rem; }
  .drift th:nth-child(3) { width: 15.5rem; }
  caption .quiet { display: block; font-weight: 400; font-size: .9em; max-width: 72ch; }
  .drift details { margin: 0; }`

const CHARTS = `
  svg { display: block; max-width: 100%; height: auto; overflow: visible; }
  .shape, .box { display: inline-block; overflow: hidden; }
  svg text { font: 12px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Open Sans", Arial, sans-serif; fill: var(--ink); }
  svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
  svg .tick { font-size: 11px; fill: var(--quiet); }
  svg .name { font-weight: 650; }
  .chart { width: 100%; max-width: 30rem; margin: .25rem 0; }
  .axis .band { fill: var(--band); }
  .axis .base, .pair .base { stroke: var(--rule); fill: none; }
  .axis .grid { stroke: var(--rule); fill: none; }
  .axis .zero, .bar .zero { stroke: var(--quiet); fill: none; }
  .axis .margin { stroke: var(--accent); stroke-dasharray: 3 2; fill: none; }
  .axis .interval { stroke: var(--tone, var(--ink)); stroke-width: 3; fill: none; }
  .axis .dot { fill: var(--tone, var(--ink)); stroke: var(--paper); stroke-width: 1.5; }
  .axis .arrow { fill: var(--tone, var(--ink)); }
  .axis .clipped { font-size: 11px; fill: var(--tone, var(--ink)); }
  .flips .cell, .chart .frame { fill: none; stroke: var(--rule); }
  .flips .same { fill: var(--rule); }
  .lost { fill: var(--fail); }
  .gained { fill: var(--pass); }
  .flips.chart { max-width: 25rem; }
  .flips .count { font-size: 16px; font-weight: 650; }
  .density .shade { fill: var(--accent); }
  .shade-1 { fill-opacity: .14; } .shade-2 { fill-opacity: .3; } .shade-3 { fill-opacity: .5; } .shade-4 { fill-opacity: .73; } .shade-5 { fill-opacity: 1; }
  .chart .zero { stroke: var(--quiet); stroke-dasharray: 4 3; fill: none; }
  .density .band { fill: var(--ink); fill-opacity: .12; }
  .chart .margin { stroke: var(--ink); stroke-dasharray: 4 3; fill: none; }
  .calibration .curve { fill: none; stroke-width: 2; }
  .calibration .whisker { stroke-width: 1.2; fill: none; }
  .calibration .old { stroke: var(--quiet); }
  .calibration .new { stroke: var(--accent); }
  .calibration .old .point { fill: var(--paper); }
  .calibration .new .point { fill: var(--accent); }
  .calibration .name { stroke: none; }
  .calibration .histogram rect { stroke-width: 1; }
  .calibration .histogram.old rect { fill: none; }
  .calibration .histogram.new rect { fill: var(--accent); fill-opacity: .25; stroke: none; }
  .pair .test { fill: var(--accent); fill-opacity: .45; }
  .pair .reference { fill: none; stroke: var(--ink); stroke-width: 1.3; }`

const SIGNATURE = `
  .found { display: flex; gap: .6rem; align-items: flex-start; }
  .found .shape { flex: none; margin-top: .25rem; }
  .signature .decisions { list-style: none; padding: 0; }
  .decisions li { display: flex; gap: .6rem; align-items: baseline; }
  .box { flex: none; transform: translateY(.15rem); }
  .box rect { fill: none; stroke: var(--ink); stroke-width: 1.5; }
  .box path { fill: none; stroke: none; stroke-width: 2; }
  .chosen .box path { stroke: var(--ink); }
  .lines div { border-bottom: 1px solid var(--quiet); height: 1.8rem; }
  .people td { border-left: 1px solid var(--rule); height: 3rem; }
  .people th, .people td { padding-left: .5rem; }
  .people th:first-child { padding-left: 0; width: 30%; }
  .people th .quiet { display: block; }
  .digests { margin: 0; font-size: .9rem; }
  .digests > div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .15rem 0; border-top: 1px solid var(--rule); }
  .digests dt { font-weight: 400; }
  .digests dd { margin: 0; min-width: 0; }`

/** A phone: every row of a stacked table is a block, every cell says its own heading. */
const NARROW = `
  @media screen and (max-width: 46rem) {
    body { padding: .75rem 1rem 3rem; }
    h1 { font-size: 1.5rem; }
    h2 { margin-top: 2.25rem; }
    .verdict { padding-left: .8rem; }
    .verdict h2 { font-size: 1.25rem; }
    .beside { grid-template-columns: 1fr; }
    .stack, .stack tbody, .stack caption { display: block; }
    .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .stack th, .stack caption { overflow-wrap: anywhere; }
    .stack tr { display: block; padding: .7rem 0; border-top: 1px solid var(--rule); }
    .stack th, .stack td, .stack td.number, .stack th:nth-child(n) { white-space: normal; display: block; border: 0; padding: .1rem 0; width: auto; text-align: left; min-width: 0; }
    .stack .label { display: inline; color: var(--quiet); font-size: .9em; }
    .stack .label::after { content: "\\a0: "; }
    .numbers .range, .forest .range { display: inline; white-space: normal; }
    .range::before { content: " ("; } .range::after { content: ")"; }
    .criteria td:nth-child(2) .label { display: none; }
    .digests > div { grid-template-columns: 1fr; }
    .people td { height: 4rem; }
    .people { font-size: .85rem; table-layout: fixed; }
    .status { white-space: normal; }
  }`

const LANGUAGES = `
  body:has(#show-en:checked) .letter:not([lang="en"]), body:has(#show-fr:checked) .letter:not([lang="fr"]) { display: none; }`
