/** Words for how cases reach a model. */
export const enInputs = {
  'mapping.batch': 'Cases in one call',
  'mapping.batch.absent': 'one: the model has no batch axis',
  'mapping.batch.fixed': '{n, plural, one {always one} other {always {count}; the last call is filled up}}',
} as const
