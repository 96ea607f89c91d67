/** Labels that differ between old, new and the sets. */
export const enLabels = {
  'labels.caption': 'Labels that count as one',
  'labels.label': 'In this report',
  'labels.set': 'Set',
  'labels.cannotSay': 'cannot say it',
  'labels.notInSet': 'no case',
  'labels.sum': 'Where a model has several labels for one, its probabilities for them are added up.',

  'apart.title': 'Labels that one model cannot say',
  'apart.caption': 'Cases whose right label one model cannot say: left out of the comparison, and measured apart',
  'apart.labels': 'Labels',
  'apart.who': 'Cannot say them',
  'apart.other': 'Right answers of the other model',
  'apart.lost':
    'The new model is never right on them: they count against the coverage, unless the plan judges them apart.',
  'apart.shown': '{value} (between {low} and {high})',
  'apart.suppressed': 'not shown: fewer than {smallest} cases',
  'apart.slice.old': 'labels that the old model cannot say: {labels}',
  'apart.slice.new': 'labels that the new model cannot say: {labels}',
  'attention.apart.old':
    'Set “{set}”: {cases} {n, plural, one {case has a label} other {cases have labels}} that the old model cannot say ({labels}). {n, plural, one {It is} other {They are}} no part of the comparison. The new model’s right answers there: {accuracy}.',
  'attention.apart.new':
    'Set “{set}”: {cases} {n, plural, one {case has a label} other {cases have labels}} that the new model cannot say ({labels}): it cannot be right there. {n, plural, one {It is} other {They are}} no part of the comparison. The old model’s right answers there: {accuracy}.',
  'attention.apart.unjudged': 'No criterion of the plan judges them.',

  'excluded.a label that old cannot say': 'with a label that the old model cannot say',
  'excluded.a label that new cannot say': 'with a label that the new model cannot say',
  'excluded.a label that neither can say': 'with a label that neither model can say',

  'notice.labels-spelled-old':
    'The old model writes some labels in another way: {labels}. They were taken for the same.',
  'notice.labels-spelled-new':
    'The new model writes some labels in another way: {labels}. They were taken for the same.',
  'notice.labels-spelled-set': 'The sets write some labels in another way: {labels}. They were taken for the same.',
  'notice.label-order-old':
    'The old model looks as if its labels were {other}, where it was given {given}: of {cases} cases {after} would then be right instead of {before}. Nothing was changed; check the order of its labels.',
  'notice.label-order-new':
    'The new model looks as if its labels were {other}, where it was given {given}: of {cases} cases {after} would then be right instead of {before}. Nothing was changed; check the order of its labels.',
  'notice.label-order-new-by-old':
    'The new model looks as if its labels were {other}, where it was given {given}: of {cases} cases {after} would then have the old model’s answer instead of {before}. Nothing was changed; check the order of the labels of both models.',
} as const
