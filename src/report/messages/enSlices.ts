/** Segments by bins of numbers and by two columns, how much segments differ, and the search for the worst. */
export const enSlices = {
  'slice.below': '{column} under {high}',
  'slice.from': '{column} {low} or more',
  'slice.between': '{column} {low} to under {high}',

  'heterogeneity.same': 'Between the {n} segments by {segment} the change in {measure} does not differ beyond chance.',
  'heterogeneity.differs':
    'Between the {n} segments by {segment} the change in {measure} differs by more than chance: one figure for all does not describe each.',
  'heterogeneity.numbers': 'The tests behind these sentences',
  'heterogeneity.by': 'Segments by',
  'heterogeneity.q': 'Cochran’s Q',
  'heterogeneity.degrees': 'Degrees of freedom',
  'heterogeneity.share': 'I² (share of the variation that is not chance)',
  'heterogeneity.note':
    'These tests decide nothing; a difference that chance explains is not proof that there is none.',

  'search.title': 'Where does the new model lose?',
  'search.measure.absoluteChange': 'mean change of the value',
  'search.found':
    '{n, plural, one {One segment was found in which the new model loses} other {# segments were found in which the new model loses, the worst first}}',
  'search.changed':
    '{n, plural, one {One segment was found in which the answers change far more than elsewhere} other {# segments were found in which the answers change far more than elsewhere, the worst first}}',
  'search.nothing':
    'No segment was found in which the new model surely loses: {candidates} segments of {columns, plural, one {one column} other {# columns}} were searched.',
  'search.nothingChanged':
    'No segment was found in which answers surely change far more than elsewhere: {candidates} segments of {columns, plural, one {one column} other {# columns}} were searched.',
  'search.tooSmall':
    'No segment could be searched: {searched, plural, =0 {no case} one {one case} other {# cases}}, and a segment needs at least {minCases} in each half, beside others.',
  'search.searched':
    'Searched: {list}; {one} segments of one column and {two} of two, each with at least {minCases} cases in each half. The {searched} cases were split in two halves ({explored} and {confirmed}). Each in turn chose what stands out ({standOut} in all); without those that are the same cases in other words, {tested, plural, =0 {none was} one {one was} other {# were}} put to the test on the half that had not chosen them, all together at a level of {level}.',
  'search.fewGroups':
    'No segment could be searched: there are too few groups (as good as {explored} and {confirmed} of equal size in the two halves), and a segment needs at least {fewest} in each half.',
  'search.groups':
    'All cases of one group stand in the same half (as good as {explored} and {confirmed} groups of equal size). A segment counts as found only with at least {fewest} of them, and as surely as its groups, not its cases, tell.',
  'search.own':
    'A segment’s numbers are those of the half that did not choose it: they are not as large as they are because they were chosen.',
  'search.sample': 'The {searched} cases are a sample of {cases}.',
  'search.least': 'Losses below {amount} are not told, however sure.',
  'search.leftOut': 'Not looked at: {list}.',
  'search.leftOut.personal': '{column} (personal data)',
  'search.leftOut.too-many-values': '{column} (too many values)',
  'search.leftOut.one-value': '{column} (one value)',
  'search.leftOut.too-many-columns': '{column} (too many columns)',
  'search.elsewhere': 'Elsewhere',
  'search.value': 'In the segment',
  'search.slice': '{slice}: {measure} {change}',
  'attention.search.lead': 'A segment in which the new model loses, found by search{set}',
  'attention.search.changedLead': 'A segment in which the answers change far more than elsewhere, found by search{set}',
  'attention.search':
    '{slice}: {measure} {old} before, {new} now, {change}, on {cases} cases that were not used to find it; elsewhere {elsewhere}. The verdict does not depend on it: decide whether such cases may be lost.',
  'attention.search.changed':
    '{slice}: {measure} {value}, on {cases} cases that were not used to find it; elsewhere {elsewhere}. The verdict does not depend on it.',
  'attention.search.more': '{n, plural, one {One more such segment} other {# more such segments}}: {list}.',
} as const
