/** What the weights say that the files do not. */
export const enWeights = {
  'notice.same-artifact': 'Old and new are the same file, byte for byte: a model is compared with itself.',
  'notice.same-weights':
    'The new model has exactly the weights of the old one, in another file: it is the same trained model, not one that was rebuilt.',
  'notice.same-weights-rearranged':
    'The new model’s weights are the numbers of the old one’s, in another form (another format, transposed, renamed): it is the same trained model, converted.',
  'notice.same-weights-rounded':
    'The new model’s weights are those of the old one up to half precision: it is the same trained model, rounded.',
  'notice.weights-shared':
    'The new model shares {percent}% of its weights with the old one, number for number: it was made from it.',
  'notice.half-in-name-old':
    'The old model ({artifact}) is called a half-precision model, but its weights are in single precision.',
  'notice.half-in-name-new':
    'The new model ({artifact}) is called a half-precision model, but its weights are in single precision.',
  'notice.rounded-weights-old':
    'The old model’s weights are stored in single precision, but every one of them is a {precision} number: they were rounded before they were stored.',
  'notice.rounded-weights-new':
    'The new model’s weights are stored in single precision, but every one of them is a {precision} number: they were rounded before they were stored.',
} as const
