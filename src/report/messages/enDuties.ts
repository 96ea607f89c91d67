/** Data protection, and what the AI Act asks of test records. */
export const enDuties = {
  'data.set': '“{set}”',
  'data.sets.personal': 'Declared as personal data: {n, plural, one {the set} other {the sets}} {sets}.',
  'data.sets.none': 'Declared as free of personal data: {n, plural, one {the set} other {the sets}} {sets}.',
  'data.sets.undeclared':
    'Of {n, plural, one {the set} other {the sets}} {sets} no card says whether {n, plural, one {it holds} other {they hold}} personal data.',
  'data.sent.old': 'The old model was called where it runs: the inputs of every case were sent to {address}.',
  'data.sent.new': 'The new model was called where it runs: the inputs of every case were sent to {address}.',
  'data.stayed':
    'The sets were read where they lie and both models ran on the same machine, without network where the system allows it. Nothing was sent to anybody.',
  'data.stayedElse': 'Nothing else left the machine; the sets were read where they lie.',
  'data.aggregates':
    'This file holds totals only: no record, no identifier, no value of a column that is declared personal. Groups of fewer than {smallest} cases are not shown, nor any number from which they could be worked out; what concerns a whole set is given as it is.',
  'data.aggregatesAll':
    'This file holds totals only: no record, no identifier, no value of a column that is declared personal. The plan sets no smallest cell: groups of a single case are shown too.',
  'data.result':
    'result.json holds the exact totals behind it, small ones included, so that the criteria can be judged again. It is for those who hold the sets; this report is what can be passed on. Lists of single cases are files of their own, named as personal data, and never part of this one.',

  'annex.title': 'Annex: for the technical documentation (AI Act)',
  'annex.intro':
    'Regulation (EU) 2024/1689, annex IV, point 2(g), asks the documentation of a high-risk system for the procedures, data and metrics of its tests, and for dated and signed reports. Here is what these tests have to say to it. That does not establish conformity, nor whether the system is a high-risk one.',
  'annex.procedures': 'Procedures of validation and testing',
  'annex.procedure':
    'Both models answered the same stored cases; their differences were judged case by case, with intervals at {confidence}, against {n, plural, one {one criterion} other {{criteria} criteria}} of a written plan. What could not be measured does not count as met. The methods are explained above, and every figure behind them stands in result.json.',
  'annex.sealed': 'The criteria were sealed before the new model was delivered.',
  'annex.unsealed': 'The criteria were not sealed before the new model was delivered.',
  'annex.data': 'Data used, and their main characteristics',
  'annex.set':
    '“{name}” ({role}): {rows} cases, of which {compared} were compared. Source: {source}. Personal data: {personal}.',
  'annex.undeclared': 'not declared',
  'annex.personal.true': 'yes',
  'annex.personal.false': 'no',
  'annex.personal.undeclared': 'not declared',
  'annex.metrics': 'Metrics of accuracy, robustness and other requirements',
  'annex.metricsAre': 'Judged: {measures}.',
  'annex.noMetrics': 'No metric was judged.',
  'annex.robustness':
    'What each model changes of its own accord (the same cases asked again, in another order, alone), and how far the tested cases have drifted from the reference, is told under “Evidence”. Attacks and faulty inputs were not tried.',
  'annex.groups': 'Potentially discriminatory impacts: differences between declared groups',
  'annex.noGroups': 'The plan declares no group: differences between groups were not looked at.',
  'annex.groupsAre': 'Groups by {columns}.',
  'annex.group':
    '{measure}, set “{set}”, {n, plural, one {one group} other {# groups}}: worst in {worst}, best in {best}.',
  'annex.noGroupMeasured': 'No group has enough cases for its figures to be shown.',
  'annex.groupsLimit':
    'This compares the new model with the old one in each group. Whether the old one treated the groups alike is another question; its figures by group stand under “Evidence”.',
  'annex.logs': 'Test logs and dates',
  'annex.log':
    'Run on {date} with Recette {version}, Node {node}, {platform}. Fingerprint of the result: {fingerprint}.',
  'annex.problems':
    '{problems, plural, =0 {Nothing failed to run} one {One problem is recorded} other {# problems are recorded}}; {notices, plural, =0 {no notice} one {one notice} other {# notices}}.',
  'annex.signatories': 'Persons responsible',
  'annex.parties': 'Parties: {parties}.',
  'annex.signed': 'Names, date and signatures stand on the last page, or in the signed record.',
} as const
