/** What each model changes when it is asked again. */
export const enNoise = {
  'noise.none':
    'Asked twice about the same {cases} cases, the old model gave exactly the same answers: any difference in this report comes from the new model.',
  'noise.some':
    'Asked twice about the same {cases} cases, the old model {flips, plural, =0 {never changed its answer} one {itself changed its answer once} other {itself changed its answer # times}}; its scores moved by at most {difference}. Smaller differences are noise.',
  'noise.none.new': 'Asked twice about the same {cases} cases, the new model gave exactly the same answers.',
  'noise.some.new':
    'Asked twice about the same {cases} cases, the new model {flips, plural, =0 {never changed its answer} one {itself changed its answer once} other {itself changed its answer # times}}; its scores moved by at most {difference}.',
  'noise.notMeasured': 'The old model was not asked twice in this run, so its own noise is unknown.',
  'noise.notAsked.old':
    'The old model was not asked twice: it is recorded, or called at an endpoint, where no case is asked again. Its own noise is unknown.',
  'noise.notAsked.new':
    'The new model was not asked twice: it is recorded, or called at an endpoint, where no case is asked again. Its own noise is unknown.',
  'noise.table':
    'Each model against itself: the same cases, asked in another way, beside its answers to all of them in one batch',
  'noise.way': 'Asked',
  'noise.cases': 'Cases',
  'noise.moved': 'Largest change of a score',
  'noise.flips': 'Other label',
  'noise.unstableCases': 'Moved by more than rounding',
  'noise.condition.repeat': 'the same batch twice',
  'noise.condition.one-by-one': 'one case at a time',
  'noise.condition.odd-sizes': 'in batches of odd sizes',
  'noise.condition.order': 'in another order',
  'noise.condition.threads': 'with another number of threads',
  'noise.condition.recorded': 'answers recorded earlier',
  'noise.lead.old': 'The old model does not agree with itself.',
  'noise.lead.new': 'The new model does not agree with itself.',
  'noise.random':
    'Given the very same batch twice, it answers {unstable} of {cases} cases otherwise: scores move by up to {difference}, and {flips, plural, =0 {no label changes} one {one label changes} other {# labels change}}. Something random is left on in it (dropout, sampling); as long as that is so, no comparison with it can be repeated.',
  'noise.moves':
    'Asked {how}, it answers {unstable} of {cases} cases otherwise: scores move by up to {difference}, and {flips, plural, =0 {no label changes} one {one label changes} other {# labels change}}. What a model says of a case must not depend on that; the export is to be mended before anything else is read into the numbers below.',
  'noise.named':
    'The list of these cases is with whoever ran the comparison: it holds ids, so it is not part of this report.',
  'noise.lead.recorded.old': 'The old model’s file does not give the answers that were recorded for it.',
  'noise.lead.recorded.new': 'The new model’s file does not give the answers that were recorded for it.',
  'noise.recorded':
    'Of {cases} recorded answers, {unstable} are not those that the file gives today: scores differ by up to {difference}, and {flips, plural, =0 {no label differs} one {one label differs} other {# labels differ}}. This may not be the model that gave them, or its inputs were prepared in another way.',
  'noise.recordedSame.old':
    'The old model’s file gives the {cases} answers that were recorded for it: it is the model that gave them, as far as these cases show.',
  'noise.recordedSame.new':
    'The new model’s file gives the {cases} answers that were recorded for it: it is the model that gave them, as far as these cases show.',
  'noise.below':
    'The old model changes as much when it is merely asked again: this is not to be laid at the new model’s door.',
  'noise.beside':
    'For comparison: merely asked again, the old model itself {flips, plural, =0 {changes no answer} one {changes one answer} other {changes # answers}} of {cases} and moves its scores by up to {difference}.',
} as const
