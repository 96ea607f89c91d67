/** Task tensors: raw outputs compared number by number, or by nearest neighbours. */
export const enOutputs = {
  'measure.largestAbsoluteDifference': 'largest absolute difference',
  'measure.absoluteDifferenceP99': '99th percentile of absolute differences',
  'measure.meanAbsoluteDifference': 'mean absolute difference',
  'measure.largestRelativeDifference': 'largest relative difference',
  'measure.relativeDifferenceP99': '99th percentile of relative differences',
  'measure.meanRelativeDifference': 'mean relative difference',
  'measure.tightestTolerance': 'tightest absolute tolerance',
  'measure.cosineSimilarity': 'cosine similarity',
  'measure.smallestCosineSimilarity': 'smallest cosine similarity',
  'measure.signalToNoise': 'signal-to-noise ratio',
  'measure.argmaxAgreement': 'arg-max agreement',
  'measure.exactAgreement': 'exact agreement',
  'measure.discreteAgreement': 'agreement of discrete outputs',
  'measure.neighbourOverlap': 'overlap of nearest neighbours',

  'the.largestAbsoluteDifference': 'the largest absolute difference',
  'the.absoluteDifferenceP99': 'the 99th percentile of absolute differences',
  'the.meanAbsoluteDifference': 'the mean absolute difference',
  'the.largestRelativeDifference': 'the largest relative difference',
  'the.relativeDifferenceP99': 'the 99th percentile of relative differences',
  'the.meanRelativeDifference': 'the mean relative difference',
  'the.tightestTolerance': 'the tightest absolute tolerance',
  'the.cosineSimilarity': 'the cosine similarity',
  'the.smallestCosineSimilarity': 'the smallest cosine similarity',
  'the.signalToNoise': 'the signal-to-noise ratio',
  'the.argmaxAgreement': 'arg-max agreement',
  'the.exactAgreement': 'exact agreement',
  'the.discreteAgreement': 'the agreement of discrete outputs',
  'the.neighbourOverlap': 'the overlap of nearest neighbours',

  'meaning.largestAbsoluteDifference':
    'Largest gap between a number of the new model and the same number of the old one.',
  'meaning.absoluteDifferenceP99': 'Gap that 99% of the numbers do not exceed (read to within 0.4%).',
  'meaning.meanAbsoluteDifference': 'Mean gap between the numbers of both models; each case counts once.',
  'meaning.largestRelativeDifference': 'Largest gap, as a share of the old number.',
  'meaning.relativeDifferenceP99':
    'Gap as a share of the old number that 99% of the numbers do not exceed (read to within 0.4%).',
  'meaning.meanRelativeDifference': 'Mean gap as a share of the old number; each case counts once.',
  'meaning.tightestTolerance':
    'Smallest absolute tolerance with which every number of the new output passes for the old one, as numpy.allclose decides it.',
  'meaning.cosineSimilarity': 'Whether both outputs of a case point the same way, from −1 to 1; mean over the cases.',
  'meaning.smallestCosineSimilarity': 'The cosine similarity of the case whose two outputs point most apart.',
  'meaning.signalToNoise':
    'Power of the old output over the power of the change, in decibels; 20 dB is a change of a tenth, 40 dB of a hundredth. It stops at 319 dB, the resolution of a double-precision number.',
  'meaning.argmaxAgreement': 'Share of places where the largest number stands in the same position in both outputs.',
  'meaning.exactAgreement': 'Share of elements that are exactly equal.',
  'meaning.discreteAgreement': 'Share of elements that are equal, in outputs of whole numbers, truth values or text.',
  'meaning.neighbourOverlap': 'Share of a case’s nearest neighbours that are the same under both models.',

  'option.output': 'output “{output}”',
  'option.axis': 'axis {axis}',
  'option.rtol': 'relative tolerance {rtol}',

  'methodName.binned-quantile': 'Binned percentile',
  'method.binned-quantile':
    'The sizes are counted in narrow bins, so that a percentile is known to within 0.4% without keeping every number. It is a fact about these cases and has no interval.',

  'unit.dB': 'dB',
  'section.outputs': 'Outputs',
  'evidence.outputs': 'Outputs, number by number',

  'fact.outputsEqual':
    'On {cases} cases, every number of the {n, plural, one {output} other {# outputs}} compared is the same in both models.',
  'fact.outputs':
    'On {cases} cases, numpy.allclose accepts {n, plural, one {the new output} other {all # new outputs}} with atol={absolute} (rtol=0) or atol={mixed} (rtol=0.001), and with nothing tighter.',
  'fact.neighbours':
    'On average, {share} of a case’s nearest neighbours are the same under both models ({cases} cases looked at).',

  'outputs.title': '{output} · shape {shape}',
  'outputs.titleOpen': '{output} · shapes vary',
  'outputs.counts': '{cases} cases, {elements} numbers compared, of which {equal} are exactly equal.',
  'outputs.countsTexts': '{cases} cases, {elements} texts compared, of which {equal} are exactly equal.',
  'outputs.masked': 'In {cases} cases the mask leaves nothing to compare; they do not count here.',
  'outputs.infinities':
    '{count} numbers are the same infinity on both sides; they count as equal and are not measured.',
  'outputs.notFinite':
    'In the output “{output}”, {count} numbers are not finite (NaN, or an infinity on one side alone), first in row {row} of the set “{set}”: its differences could not be measured.',
  'outputs.zeroBaseline':
    'At {count} places the old number is zero and the new one is not: their relative difference is infinite, so only tolerances with an absolute part can pass.',
  'outputs.tolerance': 'The tightest tolerance that numpy.allclose accepts is {tolerance}; the table gives the others.',
  'outputs.toleranceNone': 'Every number compared is the same: a tolerance of zero passes.',
  'outputs.frontier': 'Tolerances that just pass: any smaller atol beside the same rtol is refused',
  'outputs.rtol': 'rtol (share of the old number)',
  'outputs.atol': 'Smallest atol',
  'outputs.figures': 'Differences between both models',
  'outputs.measure': 'Measure',
  'outputs.value': 'Value',
  'outputs.histogram': 'How large the differences are: share of the numbers compared, by power of ten',
  'outputs.equalBar': 'equal',
  'outputs.bar': '{share} of the numbers differ by {low} to {high}',
  'outputs.sample':
    'The {k} nearest neighbours of each case (by cosine) were looked for among {cases} cases drawn at random from the set; by chance alone {chance} of them would be the same.',

  'mapping.outputsCaption': 'Which outputs are compared, and how',
  'mapping.outputName': 'Output',
  'mapping.outputOld': 'In the old model',
  'mapping.outputNew': 'In the new model',
  'mapping.outputHow': 'Compared',
  'mapping.numberByNumber': 'number by number',
  'mapping.textByText': 'equal or not',
  'mapping.byNeighbours': 'by the {k} nearest neighbours of each case',
  'mapping.masked': 'where “{mask}” is 1',
  'mapping.reduce.mean': 'mean over axis {axis}',
  'mapping.reduce.max': 'largest over axis {axis}',
  'mapping.reduce.sum': 'sum over axis {axis}',
  'mapping.reduce.argmax': 'place of the largest over axis {axis}',

  'notice.outputs-left-old': 'The plan leaves outputs of the old model out of the comparison: {outputs}.',
  'notice.outputs-left-new': 'The plan leaves outputs of the new model out of the comparison: {outputs}.',
  'leftOut.not-numbers': 'all outputs are text',
  'leftOut.neighbours-only': 'all outputs are compared by their neighbours alone',

  'reason.within-margin.fixed': 'What was observed lies within what the plan accepts.',
  'reason.beyond-margin.fixed': 'What was observed lies beyond what the plan accepts.',
  'reason.nothing-left': 'The mask leaves nothing to compare.',
  'reason.shapes-differ': 'The two outputs have different shapes, so their numbers have no counterparts.',
  'reason.kinds-differ': 'One model gives text where the other gives numbers.',
  'reason.not-numbers': 'The output is text: it is equal or not, and nothing lies between.',
  'reason.zero-baseline':
    'The old number is zero at places where the new one is not, so that the relative difference is infinite.',
  'reason.no-signal': 'The old output is zero throughout, so there is no signal.',
  'reason.not-discrete': 'The outputs are floating-point numbers, which are near or far rather than equal or not.',
  'reason.no-such-axis': 'The output has no such axis, or only one element along it.',
  'reason.no-such-output': 'There is no such output to compare.',
  'reason.neighbours-only': 'All outputs are compared by their neighbours alone.',
  'reason.no-neighbours': 'The plan compares no output by its neighbours.',
  'reason.too-few-neighbours':
    'With {cases} cases too many neighbours would agree by chance: more than ten cases for each neighbour are needed.',

  'noValue.nothing-left': 'nothing left to compare',
  'noValue.shapes-differ': 'different shapes',
  'noValue.kinds-differ': 'text against numbers',
  'noValue.zero-baseline': 'infinite: old is zero',
  'noValue.no-signal': 'old is zero throughout',
  'noValue.too-few-neighbours': 'too few cases',
} as const
