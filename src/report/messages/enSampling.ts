/** Words for cases that are counted by cluster and by weight. */
export const enSampling = {
  'notice.ofSet': 'Set “{set}”: ',
  'notice.ofSets': 'Sets {sets}: ',
  'notice.clusters':
    'Set “{set}”: cases that share a value of {column} were counted together, {clusters, plural, one {as one group} other {as {clusters, number} groups}} (the largest has {largest, plural, one {one case} other {{largest, number} cases}}). Such cases are alike, so they say less than as many independent ones: the variance of the main difference is {effect, number} times what it would be (design effect), and the intervals show it.',
  'notice.clusters-no-effect':
    'Set “{set}”: cases that share a value of {column} were counted together, {clusters, plural, one {as one group} other {as {clusters, number} groups}} (the largest has {largest, plural, one {one case} other {{largest, number} cases}}). Such cases are alike, so they say less than as many independent ones, and the intervals show it.',
  'notice.clusters-unnamed':
    'Set “{set}”: {cases, plural, one {one case has} other {{cases, number} cases have}} no value of {column} and {cases, plural, one {was} other {were}} counted each on its own.',
  'notice.clusters-few':
    'Set “{set}”: there are few groups (as good as {effective, number} of equal size). The intervals are wider for it, and more cases of the same groups would help little: cases of other groups would.',
  'notice.weights-counted':
    'Set “{set}”: each case counts by its weight in {column}; the sample is worth {effective, number} equally weighted independent cases or groups.',
  'notice.sample-not-in-counts':
    'Set “{set}”: the tables and drawings that count cases count rows, each once; groups and weights are in the measures and their intervals.',
  'notice.sample-not-in-drift':
    'Set “{set}”: drift, and the tables and drawings that count cases, count rows, each once; groups and weights are in the other measures and their intervals.',
  'notice.sample-no-tests':
    'Set “{set}”: no statistical tests of the two models (p-values) are shown, as they take every case for an independent one; the intervals of the declared criteria decide.',
  'excluded.weight of 0':
    '{n, plural, one {case} other {cases}} of weight 0, which {n, plural, one {stands} other {stand}} for nothing',
  'reason.one-cluster': 'All cases belong to one group, so nothing says how another would do.',
  'reason.too-few-clusters': 'One group weighs so much that nothing says how another would do.',
  'reason.not-for-clusters': 'This measure cannot count grouped or weighted cases.',
  'noValue.one-cluster': 'one group only',
  'noValue.too-few-clusters': 'too few groups',
  'noValue.not-for-clusters': 'not for grouped cases',
  'methodName.cluster-linearised': 'Linearisation by group',
  'method.cluster-linearised':
    'For quantities of grouped or weighted cases. What each case adds is summed by group, and the interval follows from how much these sums differ.',
  'methodName.cluster-wilson': 'Wilson’s interval by group',
  'method.cluster-wilson':
    'For a share of grouped or weighted cases. It is Wilson’s interval for as many independent cases as these are worth.',
  'methodName.cluster-tango': 'Tango’s score interval by group',
  'method.cluster-tango':
    'For the difference of two shares on grouped or weighted cases. It is Tango’s interval for as many independent cases as these are worth.',
  'methodName.cluster-median': 'Medians by group',
  'method.cluster-median':
    'For medians of grouped or weighted cases. The uncertainty of the share below the median, by group, is taken back to values.',
  'methodName.cluster-calibration': 'Calibration error by group',
  'method.cluster-calibration':
    'For calibration errors of grouped or weighted cases. The gaps of all bins are redrawn at random as they vary from group to group.',
} as const
