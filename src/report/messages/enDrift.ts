/** Drift: measures that came with it, which columns changed, and how often chance alone would say so. */
export const enDrift = {
  'measure.totalVariation': 'total variation distance',
  'measure.missingRateDifference': 'change of the share of missing values',
  'measure.newCategoryRate': 'share of new categories',
  'measure.domainClassifierAuc': 'recognisability of the tested cases (domain classifier AUC)',
  'the.totalVariation': 'the total variation distance',
  'the.missingRateDifference': 'the change of the share of missing values',
  'the.newCategoryRate': 'the share of new categories',
  'the.domainClassifierAuc': 'the recognisability of the tested cases (domain classifier AUC)',
  'meaning.totalVariation':
    'Share of the cases that would have to take another value for both distributions to be equal.',
  'meaning.missingRateDifference':
    'By how much the share of missing values changed, up or down, between the reference and the tested cases.',
  'meaning.newCategoryRate': 'Share of the tested cases whose category does not occur in the reference at all.',
  'meaning.domainClassifierAuc':
    'How well a small model, given all columns at once, tells tested cases from reference cases; 50% is a coin toss. It also sees columns that go together in another way than before.',
  'methodName.newcombe': 'Newcombe’s score interval',
  'method.newcombe':
    'For the difference of two shares in two separate sets. It is made from Wilson’s intervals of both and holds for shares near 0 too.',
} as const
