/** What probably went wrong, where a run failed badly. */
export const enCauses = {
  'causes.title': 'What probably went wrong',
  'causes.intro':
    'The new model was asked about a sample again, with one thing changed at a time. What follows was found on one half of the sample and confirmed on the other; it changes nothing in the numbers or the verdict of this report.',
  'cause.label-order':
    'The new model’s labels seem to stand in another order than the plan or the artifact says: not {given}, but {labels}.',
  'cause.column-order':
    'Columns seem to stand in another order than the new model takes them in (place ← column that belongs there): {columns}.',
  'cause.column-scale':
    '{n, plural, one {A column is} other {Columns are}} in another unit or scale than the new model was made for; it fits after {columns}.',
  'cause.output-scale': 'The new model’s value is in another unit or scale; it fits after {change}.',
  'cause.output-shift': 'The new model’s value is off by the same amount in nearly every case; it fits after {change}.',
  'cause.double-softmax':
    'The new model’s scores went through the {step} once too often: probabilities were taken for logits, in the plan or in the export.',
  'cause.image-preparation':
    'The tensors in “{columns}” are prepared otherwise than the new model was made for; it fits after {change}.',
  'cause.picture-preparation':
    'The pictures in “{columns}” are prepared otherwise than the new model was made for; it fits with {change}.',
  'cause.missing-values':
    '{way, select, filled {A missing value in {columns} reaches the new model as missing, and it seems to have been trained with {fill} in its place.} other {In {columns}, {fill} seems to stand for a missing value, and the new model to have been trained with the place left empty.}}',
  'cause.constant':
    '{kind, select, label {The new model gives one label, “{label}”, to {share} of the cases; the old model gives its commonest label to {oldShare}.} other {The new model gives the same value whatever the case.}}',
  'causes.evidence':
    'On {cases} cases that were not used to find it, this takes away {reduction} of the distance between the two models (99% interval: {low} to {high}).',
  'causes.agreement': 'They then give the same label to {after} of the cases, instead of {before}.',
  'causes.accuracy': 'The new model is then right in {after} of them, instead of {before}.',
  'causes.mae': 'Its mean error is then {after}, instead of {before}.',
  'causes.mend': 'To test with it, write in the plan:',
  'causes.noMend':
    'No key of the plan says this: ask for an export that takes the cases as they are, or prepare them in code (models.new.prepare).',
  'causes.mendConstant':
    'Weights or inputs probably did not arrive: look for an export without its weights, an input that is not connected, or a preparation that was left out.',
  'causes.mendExport': 'Ask for an export without the second step.',
  'notice.causes-none':
    'The usual causes of such a failure (order of labels or columns, units and scales, a step of the preparation left out, softmax twice, missing values, constant answers) were tried on a sample and confirmed on {n} other cases or not at all: none explains it.',
  'notice.causes-stopped': 'The search for probable causes was stopped when its time was up: there may be others.',
  'notice.causes-not-looked': 'No probable causes of the failure were looked for: {reason}.',
  'notice.causes-failed': 'The search for probable causes did not come to an end: {message}',
  'leftOut.causes-multilabel': 'the models give any number of labels to a case',
  'leftOut.causes-endpoint': 'a model is called at an endpoint, where no case is asked again',
  'leftOut.causes-few': 'there are too few cases to find one on one half and confirm it on the other',
  'leftOut.causes-gaps': 'one of the models did not answer every case of the sample',
} as const
