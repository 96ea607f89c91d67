/** Words for how cases reach a model. */
export const enInputs = {
  'mapping.batch': 'Cases in one call',
  'mapping.batch.absent': 'one: the model has no batch axis',
  'mapping.batch.fixed': '{n, plural, one {always one} other {always {count}; the last call is filled up}}',

  'mapping.state': 'the output “{output}” of the case before, in the sequence that {group} names',
  'mapping.state.ordered':
    'the output “{output}” of the case before, in the sequence that {group} names, ordered by {order}',
  'mapping.state.initial': '{taken}; {initial} at its start',
  'notice.sequences-independent':
    'A model keeps a state from case to case, so the cases of one sequence are not independent of each other. The intervals count them as if they were: they may be too narrow, and more so the longer the sequences are.',
  'leftOut.causes-state': 'a model keeps a state from case to case, and a sample of cases has other cases before them',

  'image.steps': 'image {column}: {steps}',
  'image.fit.exact': '{width} × {height} pixels as they are',
  'image.fit.stretch': 'stretched to {width} × {height} pixels ({how})',
  'image.fit.crop': 'resized to cover {width} × {height} pixels ({how}), the middle cut out',
  'image.fit.shortSide': 'shorter side to {side} pixels ({how}), the middle {width} × {height} cut out',
  'image.fit.pad': 'resized to fit {width} × {height} pixels ({how}), edges filled with {ground}',
  'image.channels.rgb': 'RGB',
  'image.channels.bgr': 'BGR',
  'image.channels.gray': 'grey',
  'image.scale': '× {factor}',
  'image.mean': '− {values}',
  'image.std': '÷ {values}',
  'image.layout.nhwc': 'channels last',
  'image.layout.nchw': 'channels first',
  'image.guessed': '(from the signature or by default, not from the plan: {keys})',
  'image.key.size': 'size',
  'image.key.fit': 'no resizing',
  'image.key.interpolation': 'interpolation',
  'image.key.channels': 'channels',
  'image.key.layout': 'layout',
  'image.key.scale': 'factor',
  'image.files': '{n, plural, one {one image} other {{count} images}}:',
} as const
