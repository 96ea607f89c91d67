/** At which margin a finding would be another, how sure the forecast of cases is, and what a fixed basis means. */
export const enMargins = {
  'flip.pass.degradation': 'Passes with any margin from {amount} on',
  'flip.pass.degradation.zero': 'Passes with any margin, even none',
  'flip.pass.improvement': 'Passes with any demand of up to {amount}',
  'flip.pass.improvement.none': 'Passes with no demand, however small',
  'flip.pass.atMost': 'Passes with any limit from {amount} on',
  'flip.pass.atLeast': 'Passes with any limit up to {amount}',
  'flip.pass.within': 'Passes with any limits that hold {low} to {high}',
  'flip.fail.degradation': 'fails with any below {amount}',
  'flip.fail.improvement': 'fails with any above {amount}',
  'flip.fail.atMost': 'fails with any below {amount}',
  'flip.fail.atLeast': 'fails with any above {amount}',
  'flip.fail.within': 'fails with any that lie apart from {low} to {high}',
  'flip.one': '{pass}.',
  'flip.both': '{pass}; {fail}.',
  'criteria.needed':
    'The number of cases named would settle it with a probability of {power}, if what was observed is the truth.',
  'reason.needed.beyond':
    'What was observed lies so near the limit that a million cases would not settle it; there are {cases}.',
  'reason.needed.power':
    'If what was observed is the truth, about {needed} cases would settle it with a probability of {power}; there are {cases}.',
  'terminal.segments': '{n, plural, one {one segment} other {# segments}} (the worst: {worst})',
  'terminal.fixed': '(fixed)',
  'terminal.fixedMeans':
    '(fixed): the observed value on these very cases decides; nothing is claimed about other cases.',
} as const
