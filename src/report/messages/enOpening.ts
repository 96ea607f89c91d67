/** The first screen: what was replaced by what, the verdict, the facts that carry it, what was not tested, what is asked. */
export const enOpening = {
  'head.document': 'Acceptance report · Aptitude check (VA)',
  'head.replacement': 'The old model, {old}, would be replaced by the new model, {new}.',
  'head.modelBy': '{model} (by {by})',
  'head.unknownModel': 'a model that could not be opened',
  'head.for': 'For {client}',
  'head.delivery': 'Delivery {delivery}',
  'head.date': 'Tested on {date}',

  'status.pass': 'Met',
  'status.fail': 'Not met',
  'status.inconclusive': 'Undecided',
  'status.could-not-run': 'Could not run',
  'status.waived': 'Waived',
  'status.warn': 'Warning',

  'verdict.question': 'Can it be accepted?',
  'verdict.word.pass': 'Yes',
  'verdict.word.fail': 'No, not as it is',
  'verdict.word.inconclusive': 'We cannot tell yet',
  'verdict.word.could-not-run': 'Not tested in full',
  'verdict.pass': 'The new model meets every criterion of the plan, on cases like these and within the agreed margins.',
  'verdict.all-criteria-pass':
    'The new model meets every criterion of the plan, on cases like these and within the agreed margins.',
  'verdict.fail':
    'The new model does not meet the plan: {measures}{segments, plural, =0 {} one {; and in one segment} other {; and in # segments}}.',
  'verdict.criteria-fail':
    'The plan is not met: {measures}{segments, plural, =0 {} one {; and in one segment} other {; and in # segments}}.',
  'verdict.inconclusive': 'The stored cases are not enough to say whether the plan is met: {measures}.',
  'verdict.criteria-inconclusive': 'The stored cases are not enough to say whether the plan is met: {measures}.',
  'verdict.inconclusive.needed':
    'The stored cases are not enough to decide on {measures}: about {needed} cases would be, and there are {cases}.',
  'verdict.could-not-run':
    'Part of the comparison could not be carried out, so nothing can be concluded from the rest.',
  'verdict.criteria-could-not-run':
    'Part of what the plan asks could not be measured ({measures}), so the plan as a whole cannot be called met.',
  'verdict.nothing-compared': 'No case could be compared, so nothing is known about the new model.',
  'verdict.no-criteria':
    'The plan asks nothing of what the models answer that could be judged, so there is nothing to accept on.',
  'verdict.problems': 'Part of the comparison could not be carried out, so the plan cannot be called met.',

  lessThanOne: 'fewer than 1',
  about: 'about {count}',
  'fact.nothingCompared': 'No case was compared. Nothing in this report speaks for or against the new model.',
  'fact.accuracy':
    'Out of 1,000 cases, the old model gets {was} right and the new one {is}: {change}; {confidence} interval, {cases} {n, plural, one {case} other {cases}}.',
  'fact.accuracyFew':
    'Of the {cases} {n, plural, one {case} other {cases}} compared, the old model gets {was} right and the new one {is}: {change}; {confidence} interval.',
  'fact.sides':
    '{measure} was {was} and is now {is}: {change}; {confidence} interval, {cases} {n, plural, one {case} other {cases}}.',
  'fact.sidesAlone':
    '{measure} was {was} and is now {is}: {change}; {cases} {n, plural, one {case} other {cases}}, and no interval.',
  'fact.noFlips': 'No case changed from right to wrong or from wrong to right, among {total} compared.',
  'fact.flips':
    'Out of 1,000 cases, {lostShare} that were right are now wrong, and {gainedShare} that were wrong are now right ({lostCount} and {gainedCount} of the {total} compared).',
  'fact.flipsFew':
    'Of the {total} cases compared, {lost, plural, =0 {none that was right is now wrong} one {{lostCount} that was right is now wrong} other {{lostCount} that were right are now wrong}}, and {gained, plural, =0 {none that was wrong is now right} one {{gainedCount} that was wrong is now right} other {{gainedCount} that were wrong are now right}}.',
  'fact.positive':
    'Of 1,000 cases that really are “{label}”, the old model finds {was} and the new one {is}. Of 1,000 others, it wrongly announces “{label}” for {alarmsAre} instead of {alarmsWere}.',
  'fact.positiveFew':
    'Of the {cases} cases that really are “{label}”, the old model finds {was} and the new one {is}. Of the {others} others, it wrongly announces “{label}” for {alarmsAre} instead of {alarmsWere}.',
  'fact.segmentFails':
    'Where {slice}, {measure} gets {change}; the plan tolerates {margin}.{more, plural, =0 {} one { One more segment fails.} other { # more segments fail.}}',
  'fact.segmentsPass':
    '{n, plural, one {The one segment that was judged stays} other {All # segments that were judged stay}} within the agreed margin.',
  'fact.segmentsOpen':
    'No segment is proven worse than agreed, but {open, plural, one {one} other {#}} of {n} {open, plural, one {has} other {have}} too few cases to be sure.',
  'fact.driftPasses': 'The test cases still look like the reference the models were made for.',
  'fact.driftFails':
    'The test cases no longer look like the reference in {n, plural, one {one respect} other {# respects}}: see drift.',
  'fact.tally':
    '{n, plural, =0 {No blocking check was made.} one {The one blocking check:} other {Of # blocking checks:}}{n, plural, =0 {} other { {passed, plural, =0 {none} other {#}} passed{failed, plural, =0 {} other {, # failed}}{open, plural, =0 {} other {, # undecided}}{missing, plural, =0 {} other {, # not measured}}{waived, plural, =0 {} other {, # waived}}.}}',

  'untested.title': 'What was not tested',
  'untested.excluded': '{cases} {n, plural, one {case was} other {cases were}} left out; the reasons are listed below.',
  'untested.set': 'The set “{set}”: none of its cases could be compared.',
  'untested.labels':
    'Whether answers are right: the sets carry no labels, so the models were only compared with each other.',
  'untested.drift': 'Whether the test cases resemble earlier ones: the plan gives no reference set.',
  'untested.segments': 'Groups of people or products: the plan names no segments.',
  'untested.speed': 'Speed and memory.',
  'untested.service': 'Operation in regular service (VSR): live data, load, outages.',
  'untested.otherCases': 'Cases unlike those of the stored sets.',
  'untested.delivery': 'Integration, security, documentation and rights in the delivery.',

  'request.title': 'What you are asked',
  'request.ask': 'To accept, accept with reservations, postpone or reject the delivery.',
  'request.askBy': 'To accept, accept with reservations, postpone or reject the delivery by {date}.',
  'request.pass': 'Nothing in these tests stands in the way of acceptance.',
  'request.fail':
    'The plan as agreed is not met. Acceptance is possible only with reservations that name what is not met; otherwise postpone or reject.',
  'request.inconclusive':
    'Postpone until the missing cases are there, or accept with a reservation on what remains undecided.',
  'request.could-not-run': 'Postpone until the tests have been run in full. This report cannot support acceptance.',
  'request.link': 'Go to the signature page',
} as const
