/** Words for models that give any number of labels to a case. */
export const enLabelSets = {
  'measure.subsetAccuracy': 'exact sets of labels',
  'measure.hammingLoss': 'share of wrong label decisions',
  'the.subsetAccuracy': 'the share of exact sets of labels',
  'the.hammingLoss': 'the share of wrong label decisions',
  'meaning.subsetAccuracy': 'Share of cases that get exactly their labels, none missing and none too many.',
  'meaning.hammingLoss': 'Of all decisions “this case has this label, or has not”, the share that is wrong.',
  'option.micro': 'all decisions together',
  'option.samples': 'mean over cases',
  'fact.setsNoFlips':
    'No case changed from exactly its labels to wrong ones, or the other way round, among {total} compared.',
  'fact.setFlips':
    'Out of 1,000 cases, {lostShare} that got exactly their labels no longer do, and {gainedShare} now do ({lostCount} and {gainedCount} of the {total} compared).',
  'fact.setFlipsFew':
    'Of the {total} cases compared, {lostCount} that got exactly their labels no longer {lost, plural, one {does} other {do}}, and {gained, plural, =0 {none now does that did not} one {{gainedCount} now does} other {{gainedCount} now do}}.',
  'labelSets.finding':
    '{lostCount} of {total} cases that got exactly their labels no longer {lost, plural, one {does} other {do}}; {gainedCount} now {gained, plural, one {does} other {do}}',
  'labelSets.byLabel':
    'Label by label, the worst change first (F1 score; decisions that were right and are now wrong, and the reverse)',
  'labelSets.label': 'Label',
  'labelSets.having': 'Cases with it',
  'labelSets.old': 'F1, old',
  'labelSets.new': 'F1, new',
  'labelSets.difference': 'Difference',
  'labelSets.lost': 'Decisions lost',
  'labelSets.gained': 'Decisions won',
  'mapping.meaning.one-vs-one': 'one-vs-one votes, the label with the most of them; no scores',
  'mapping.meaning.label-probabilities': 'probability of each label by itself',
  'mapping.meaning.label-logits': 'logit of each label by itself, turned into a probability by a sigmoid',
  'mapping.meaning.decisions': 'yes or no for each label; no scores',
  'mapping.threshold': 'a label is given from {threshold} on',
  'mapping.thresholdOf': '{label}: {threshold}',
} as const
