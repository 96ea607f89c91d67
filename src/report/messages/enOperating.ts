/** Words for the threshold at which two models operate, and for what its decisions cost. */
export const enOperating = {
  'mapping.operating': 'the positive label is answered from {threshold} on',
  'notice.threshold-recorded-old':
    'The old model’s answers were recorded (column “{column}”): they count as they stand, not by the plan’s threshold.',
  'notice.threshold-recorded-new':
    'The new model’s answers were recorded (column “{column}”): they count as they stand, not by the plan’s threshold.',
} as const
