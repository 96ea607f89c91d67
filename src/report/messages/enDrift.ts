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

  'drift.changed':
    '{n, plural, one {One column} other {# columns}} changed by more than the plan allows, the most changed first:',
  'drift.beyond': '{measure} {value}; the plan allows {threshold}',
  'drift.none':
    '{n, plural, one {The one column that a criterion is about did not change} other {None of the {columns} columns that a criterion is about changed}} by more than the plan allows.',
  'drift.undecided':
    'With these cases it cannot be told whether {n, plural, one {this column} other {these columns}} changed by more than the plan allows: {columns}.',
  'drift.unasked':
    '{n, plural, one {One more column, about which there is no criterion,} other {# more columns, about which there is no criterion,}} changed a lot (stability index above {bound}): {columns}.',
  'drift.unlike': 'Could not be compared with the reference: {columns}.',
  'drift.identifiers':
    'Left out, as {n, plural, one {its} other {their}} texts are nearly all different (identifiers or free text): {columns}.',
  'drift.together':
    'All columns at once: a small model, trained on one half of both sets, recognises a tested case beside a reference case {auc} of the time in the other half; 50% is a coin toss. It also sees columns that no longer go together as they did.',
  'drift.alarms': 'How often would chance alone say so, were nothing changed?',
  'drift.alarm':
    'With {reference} reference and {cases} tested cases, a column that has not changed passes the threshold {threshold} for {measure} in {one}; at least one of {n} such columns does so in {any}.',
  'drift.alarmOne':
    'With {reference} reference and {cases} tested cases, a column that has not changed passes the threshold {threshold} for {measure} in {one}.',
  'drift.alarmTogether':
    'With {reference} reference and {cases} tested cases, of which nothing changed, the threshold {threshold} for {measure} is passed in {one}.',
  'chance.rare': 'fewer than 1 set of 1,000',
  'chance.oneIn': 'about 1 set of {n}',
  'chance.share': '{share} of sets',
  'drift.attention':
    '{n, plural, one {One column of the tested cases is} other {# columns of the tested cases are}} no longer like the reference: {columns}.',
  'notice.columns-not-in-reference':
    '“{set}” has {n, plural, one {a column} other {columns}} that the reference lacks, whose drift cannot be measured: {columns}.',
  'notice.columns-only-in-reference':
    'The reference has {n, plural, one {a column} other {columns}} that “{set}” lacks, whose drift cannot be measured: {columns}.',
  'drift.finding.column.small': 'The column that changed most, “{column}”, changed little (stability index {index})',
  'drift.finding.column.medium':
    'The column that changed most, “{column}”, changed noticeably (stability index {index})',
  'drift.finding.column.large': 'The column that changed most, “{column}”, changed a lot (stability index {index})',
  'drift.finding.column.unknown': 'Tested cases against the reference, column by column',
  'drift.finding.score.small':
    'On the same cases, the scores of both models are spread alike (stability index {index})',
  'drift.finding.score.medium':
    'On the same cases, the scores of the new model are spread noticeably otherwise than those of the old one (stability index {index})',
  'drift.finding.score.large':
    'On the same cases, the scores of the new model are spread quite otherwise than those of the old one (stability index {index})',
  'drift.finding.score.unknown': 'Scores of both models on the same cases',
  'drift.key':
    'Outline: reference. Filled: tested cases. Shaded zone: the change is usually called small; beyond the second line, large.',
  'drift.keyScores':
    'Outline: old model. Filled: new model. Shaded zone: the change is usually called small; beyond the second line, large.',
  'drift.rest': 'The other columns',
  'drift.more': '{n, plural, one {One more column} other {# more columns}}, less changed',
  'drift.column': 'Column',
  'drift.score': 'Model score',
  'drift.drawn': 'Distribution',
  'drift.index': 'Stability index (PSI)',
  'drift.scale': 'From no change on the left to a large one on the right',
  'drift.effect': 'Size of the change',
  'drift.numbers': 'All the numbers',
  'drift.title': 'Distribution of “{column}”',
  'drift.value': 'Value',
  'drift.reference': 'Reference',
  'drift.tested': 'Tested',
  'drift.others': 'all others',
  'drift.unnamed': 'value {number}, not named',
  'drift.small': 'small',
  'drift.medium': 'noticeable',
  'drift.large': 'large',
  'drift.cases': '{reference} against {cases} cases.',
  'drift.missing': 'Missing values: {reference} against {cases}.',
} as const
