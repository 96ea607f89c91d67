/**
 * On paper: A4 with 18 mm margins, the fingerprint and the page number at the foot, everything that is folded opened, nothing cut.
 * The fingerprint is hexadecimal, so it is safe inside a CSS string.
 */
export function printStyle(fingerprint: string): string {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) throw new TypeError('bug: a fingerprint is 64 hexadecimal digits')
  return `
  @page { size: A4; margin: 18mm;
    @bottom-left { content: "SHA-256 ${fingerprint.slice(0, 16)}"; font: 7.5pt monospace; color: #555; }
    @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #555; } }
  @media print {
    html { font-size: 10pt; background: #fff; }
    body { max-width: none; padding: 0; }
    .switch, .on-screen { display: none; }
    a { color: inherit; text-decoration: none; }
    h1, h2, h3, caption, figcaption, figcaption + p, summary { break-after: avoid; }
    h2 { margin-top: 1.6rem; }
    tr, li, figure svg, .verdict, dl > div, h2, h3, caption, figcaption, summary { break-inside: avoid; }
    figure svg { display: block; }
    thead { display: table-header-group; }
    p { orphans: 3; widows: 3; }
    details::details-content { content-visibility: visible; display: block; height: auto; }
    details > summary { list-style: none; }
    details > summary::-webkit-details-marker { display: none; }
    details details { break-inside: avoid; }
    .chart { max-width: 10cm; }
    th, td { padding-top: .3rem; padding-bottom: .3rem; }
    .folded { padding-bottom: .4rem; }
    table { margin-bottom: .8rem; }
    .method dl { columns: 2; column-gap: 2rem; max-width: none; }
    .method p { max-width: none; }
    .criteria th:nth-child(3) { width: 13rem; }
    .signature { break-before: page; break-inside: avoid; font-size: 9pt; }
    .signature h2 { margin-top: 0; }
    .signature .hash { font-size: 7pt; word-spacing: 0; }
    .signature table { margin-bottom: .5rem; }
    .people td { height: 3rem; }
    .people code { display: block; font-size: 6.5pt; }
    .signature h3 { margin: .8rem 0 .2rem; }
    .signature p, .signature .filled ul { margin-bottom: .3rem; max-width: none; }
    .shape .mark { stroke: #fff; }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }`
}
