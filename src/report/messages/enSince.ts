/** A delivery beside the one before it. */
export const enSince = {
  'since.title': 'What changed since the previous delivery',
  'since.earlier': 'Previous delivery',
  'since.verdict': '{delivery}, tested on {date}: “{before}”. Now: “{now}”.',
  'since.sameVerdict': '{delivery}, tested on {date}, had the same answer: “{now}”.',
  'since.sameExam': 'It is the same exam: the criteria, the sets and the old model are what they were, to the byte.',
  'since.otherExam': 'It is not the same exam; what changed: {changed}.',
  'since.criteria': 'the criteria',
  'since.confidence': 'the confidence of the intervals',
  'since.set': 'the set “{set}”',
  'since.old': 'the old model',
  'since.newModel': 'The new model is another file (SHA-256 {before}… then, {now}… now).',
  'since.sameModel': 'The new model is the very same file (SHA-256 {now}…).',
  'since.unknownModel': 'In one of the two deliveries the new model could not be opened.',
  'since.tally':
    'Of {n, plural, one {one criterion} other {{count} criteria}} judged both times, {mended, plural, =0 {none is newly met} one {one is newly met} other {# are newly met}} and {broken, plural, =0 {none is no longer met} one {one is no longer met} other {# are no longer met}}.{added, plural, =0 {} one { One is judged for the first time.} other { # are judged for the first time.}}{dropped, plural, =0 {} one { One is no longer judged.} other { # are no longer judged.}}',
  'since.headline': '{measure} of the new model on “{set}”: {before} then, {now} now.',
  'since.table': 'Criterion by criterion, since the previous delivery',
  'since.link': 'Criterion by criterion',
  'since.moved':
    '{n, plural, one {One criterion has another finding} other {{count} criteria have another finding}} than before',
  'since.once': '{n, plural, one {One criterion was judged once only} other {{count} criteria were judged once only}}',
  'since.rest':
    '{n, plural, one {One criterion has the same finding} other {{count} criteria have the same finding}} as before',
  'since.before': 'Before',
  'since.now': 'Now',
  'since.absent': 'not judged',
} as const
