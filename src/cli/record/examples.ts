/** Of what is written in braces, for the help and for errors. */
export const EXAMPLES = {
  reservation:
    '--reservation "{ class: minor, criterion: accuracy maxDegradation 1 point, text: \'Weaker in the south\', measure: Train again, owner: Atelier Neuf, due: 2026-03-31 }"',
  waiver: '--waive "{ criterion: accuracy maxDegradation 1 point, why: \'Agreed on 3 March\', until: 2026-12-31 }"',
  participant: '--participant "{ name: Luc Neuf, company: Atelier Neuf, signs: true }"',
} as const
