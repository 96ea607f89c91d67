/** Times: old and new in turn, and each against itself. */
export const enSpeed = {
  'measure.latencyRatio': 'response time of new to old',
  'the.latencyRatio': 'the response time of new to old',
  'meaning.latencyRatio':
    'How many times the old model’s time the new one takes for the same case (geometric mean over cases); 1 is as fast.',
  'methodName.block-bootstrap': 'Block bootstrap',
  'method.block-bootstrap':
    'Stretches of cases that were timed one after the other are redrawn at random many times. The spread of the results is the interval.',
  'methodName.batch-means': 'Batch means',
  'method.batch-means':
    'For a mean over time. The series is cut into stretches, and the interval follows from how much their means differ, as what slows a machine slows several cases on end.',
  'speed.alone.old':
    'The old model against itself, timed in between on the same cases ({n, plural, one {# case} other {{cases} cases}}): {ratios}. So much the machine changes by itself; a difference between the models that is not larger says nothing.',
  'speed.alone.new': 'The new model against itself ({n, plural, one {# case} other {{cases} cases}}): {ratios}.',
  'speed.alone.p50': 'median {ratio}',
  'speed.alone.p95': '95th percentile {ratio}',
  'speed.alone.p99': '99th percentile {ratio}',
  'speed.times': '× {value} (between {low} and {high})',
  'speed.timesAlone': '× {value}',
  'speed.memory':
    'Peak memory is the most that each model’s whole process held, its runtime and libraries included, read once at the end.',
} as const
