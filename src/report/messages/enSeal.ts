/** The seal: what was fixed before the new model was seen, and what was edited since. */
export const enSeal = {
  'seal.name': 'Seal',
  'seal.nobody': 'somebody who gave no name',
  'seal.unchanged':
    'The criteria were sealed on {date} by {by} and are unchanged since, as are the sets and the old model.',
  'seal.edited':
    'The criteria were sealed on {date} by {by}; since then {n, plural, one {one thing was} other {# things were}} edited:',
  'seal.criterion.added': 'Criterion added: “{after}”.',
  'seal.criterion.removed': 'Criterion taken away: “{before}”.',
  'seal.criterion.changed': 'Criterion changed: “{before}” became “{after}”.',
  'seal.set.added': 'Set “{name}” was not sealed (it has the digest {after}…).',
  'seal.set.removed': 'Set “{name}”, sealed with the digest {before}…, is not there.',
  'seal.set.changed': 'Set “{name}” is another file: digest {after}… instead of {before}….',
  'seal.old.changed': 'The old model is another file: digest {after}… instead of {before}….',
  'seal.old.removed': 'The old model, sealed with the digest {before}…, could not be read.',
  'seal.confidence': 'Confidence of the intervals: {after} instead of {before}.',
  'seal.basis': 'Basis of the decisions: “{after}” instead of “{before}”.',
} as const
