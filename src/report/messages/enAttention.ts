/** What asks for attention, and what kept a part from running. */
export const enAttention = {
  'attention.title': 'What asks for attention',
  'attention.nothing': 'Nothing: every criterion is met, nothing was left out, and nothing had to be guessed.',
  'attention.finding': '{what}.',
  'attention.warning': '{what} (a warning, it does not block).',
  'attention.group.fail':
    '{n, plural, one {One segment does} other {# segments do}} not meet it, the worst first: {list}.',
  'attention.group.open':
    '{n, plural, one {One segment is} other {# segments are}} undecided, the worst first: {list}. The table of criteria shows each.',
  'attention.segments':
    '{measure}: {n, plural, one {one segment lies} other {# segments lie}} entirely on the losing side: {list}. Chance alone would put {chance} of the {total} segments there.',
  'attention.excluded': 'Set “{set}”: {left} of {rows} cases {n, plural, one {was} other {were}} left out.',
  'attention.belowChance.both':
    'Both models agree with the labels no better than chance would. Check under “What was compared” how columns and labels are matched: if both are matched wrongly, this comparison means nothing.',
  'attention.belowChance.old':
    'The old model agrees with the labels no better than chance would. Check under “What was compared” how its columns and labels are matched.',
  'attention.belowChance.new':
    'The new model agrees with the labels no better than chance would. Check under “What was compared” how its columns and labels are matched.',
  'attention.guessed.old':
    'How columns or labels reach the old model was guessed from their order, not declared in the plan. Check it under “What was compared”.',
  'attention.guessed.new':
    'How columns or labels reach the new model was guessed from their order, not declared in the plan. Check it under “What was compared”.',
  'attention.trusted.old': 'The old model’s file can run code of its own when it is opened; the plan allowed it.',
  'attention.trusted.new': 'The new model’s file can run code of its own when it is opened; the plan allowed it.',
  'attention.inferred': 'There was no plan: the criteria were proposed by the tool, and nobody has agreed to them yet.',
  'attention.unsealed': 'The criteria were not sealed before the new model was delivered.',
  'attention.fixed':
    'The plan takes the stored sets themselves as the contract: observed values decide, and nothing is claimed about future cases.',

  'problem.code.LABEL_ORDER_CONTRADICTED.old':
    'The order of the old model’s labels is only a guess, and the cases contradict it: its answers may have been read the wrong way round.',
  'problem.code.LABEL_ORDER_CONTRADICTED.new':
    'The order of the new model’s labels is only a guess, and the cases contradict it: its answers may have been read the wrong way round.',
  'problem.old': 'The old model could not be run{where}.',
  'problem.new': 'The new model could not be run{where}.',
  'problem.set': 'A set could not be used{where}.',
  'problem.measure': 'Something could not be measured{where}.',
  'problem.where': ' (set “{set}”)',

  'notice.positive-guessed': 'The plan does not say which label is the positive one; “{label}” was taken.',
  'notice.version-mismatch-old':
    'The old model was saved with {package} {saved} and was run here with {running}: its answers may differ from those it gave then.',
  'notice.version-mismatch-new':
    'The new model was saved with {package} {saved} and was run here with {running}: its answers may differ from those it gave then.',
  'notice.quantised-old':
    'The old model is quantised: it rounds these numbers to steps and cuts off what lies beyond: {tensors}.',
  'notice.quantised-new':
    'The new model is quantised: it rounds these numbers to steps and cuts off what lies beyond: {tensors}.',
  'notice.default-preset': 'The plan names no criteria; those of the preset “{preset}” were used.',
  'notice.preset-criterion-left-out':
    'The preset “{preset}” also asks about {measure}; that criterion was left out: {reason}.',

  'leftOut.no-reference-set': 'the plan has no reference set',
  'leftOut.no-scores': 'one of the models gives labels without scores',
} as const
