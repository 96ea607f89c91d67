/** Models that answer several questions at once. */
export const enHeads = {
  'option.head': 'head “{head}”',
  'head.about': 'Head “{head}”: {sentence}',
  'head.title': 'Head “{head}” ({cases} cases compared)',
  'head.caption': 'What the models answer',
  'head.intro':
    'The models answer {n} questions about each case at once; each of them (a head) is compared and judged by itself. Both models were asked once.',
  'head.name': 'Head',
  'head.old': 'Read of the old model',
  'head.new': 'Read of the new model',
  'head.truth': 'What is right',
  'head.column': 'column {column}',
  'head.noTruth': 'not in the sets',
  'head.recorded': 'recorded {output}',
} as const
