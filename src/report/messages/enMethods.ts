/** How to read the report: each method in two sentences. Keys `method.X` follow the names that estimates carry. */
export const enMethods = {
  'howto.title': 'How to read this report',
  'howto.answers': 'Three answers',
  'howto.interval':
    'Both models answered the same cases, and differences are taken case by case. The stored cases are a sample: with others of the same kind the numbers would move a little, and the interval says how far ({confidence} of such intervals hold the true value).',
  'howto.rule':
    'A criterion is met when the whole interval lies inside what the plan accepts, and not met when the whole interval lies beyond it. The interval that is drawn is the interval that decides.',
  'howto.inconclusive':
    'Otherwise the answer is “undecided”: the stored cases cannot tell. This is no fault of either model, and the report says how many cases would probably settle it.',
  'howto.points':
    'A difference between two percentages is given in points: from 83% to 82% is 1 point less. “Lost” cases were right before and are wrong now; “won” cases are the reverse.',
  'howto.all': 'To be accepted, every blocking criterion must be met, which asks for no statistical correction.',
  'howto.holm':
    'A failure, however, counts as proven only after Holm’s correction for the number of criteria, so that one unlucky criterion among many condemns nobody.',
  'howto.measures': 'The measures of this plan',
  'howto.intervals': 'How the intervals were made',
  'howto.limits': 'Limits',
  'howto.data': 'Data protection',
  'limits.cases':
    '“Met” means: not worse by more than the agreed margin on cases like those of the stored sets. It is not a promise about other cases.',
  'limits.labels':
    'The labels of the sets are taken as the truth; an error in them counts against whichever model is right.',
  'limits.machine': 'Speed and memory belong to the machine of this run and are no forecast for another.',

  'methodName.tango-score': 'Tango’s score interval',
  'method.tango-score':
    'For the difference of two shares on the same cases. It uses only the cases on which the two models disagree, and holds when they are few.',
  'howto.section': '(METHODS.md: {section})',
  'howto.methods':
    'METHODS.md, which comes with Recette, has under these names each formula, its assumptions, when not to use it, and who says that the numbers are right.',
  'methodName.wilson': 'Wilson’s interval',
  'method.wilson': 'For a share. It stays between 0 and 100% and holds for small numbers too.',
  'methodName.delong': 'DeLong’s method',
  'method.delong':
    'For the ranking quality (AUC). It takes into account that both models scored the same cases, so their errors go together.',
  'methodName.multinomial-bootstrap': 'Bootstrap of the table of counts',
  'method.multinomial-bootstrap':
    'The table of truth, old answer and new answer is redrawn at random many times. The spread of the results is the interval.',
  'methodName.paired-t': 'Paired t interval',
  'method.paired-t':
    'For a mean of differences taken case by case. Differences from case to case cancel out, which makes it finer than comparing two averages.',
  'methodName.delta': 'Delta method',
  'method.delta':
    'For a quantity computed from means or counts. Its uncertainty follows from theirs by a first-order approximation.',
  'methodName.order-statistic': 'Order statistics',
  'method.order-statistic':
    'For a median or another percentile. The interval runs from one observed value to another and assumes no shape.',
  'methodName.paired-median': 'Paired difference of medians',
  'method.paired-median':
    'For the difference of two medians on the same cases. The two errors of a case are kept together when its spread is estimated.',
  'methodName.bootstrap': 'Bootstrap',
  'method.bootstrap': 'The cases are redrawn at random many times. The spread of the results is the interval.',
  'methodName.jackknife': 'Jackknife by influences',
  'method.jackknife':
    'For a quantity that is no simple mean. What each case adds to it is computed, and the interval follows from how much these differ.',
  'methodName.infinitesimal-jackknife': 'Infinitesimal jackknife',
  'method.infinitesimal-jackknife':
    'For average precision. What each case adds to it is computed, and the interval follows from how much these differ.',
  'methodName.influence': 'Influences',
  'method.influence': 'For a distance between two distributions. The interval follows from what each case adds to it.',
  'methodName.kolmogorov-band': 'Kolmogorov’s band',
  'method.kolmogorov-band':
    'For the largest gap between two cumulative distributions. The band holds whatever their shape.',
  'methodName.point': 'Single measurement',
  'method.point': 'Measured once over the whole run. It has no interval.',
  'methodName.count': 'Counted',
  'method.count': 'A fact about these cases, counted and not estimated. It has no interval.',
  'methodName.maximum': 'Maximum',
  'method.maximum': 'The largest value seen on these cases. It is a fact about them and has no interval.',
} as const
