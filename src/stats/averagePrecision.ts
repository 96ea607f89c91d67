/**
 * Average precision: the mean over positives of the precision at their score, ties taken together (scikit-learn's
 * `average_precision_score`), and the influence of each case, from the derivative of the weighted statistic at equal weights.
 * O(n) after `order` (from `sortOrder`). NaN without a positive.
 * @see Su, Yuan & Zhu 2015, ICTIR, doi:10.1145/2808194.2809481 (average precision)
 * @see Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6 (infinitesimal jackknife)
 */
export function averagePrecision(
  scores: Float64Array,
  order: Uint32Array,
  positive: Uint8Array,
): { value: number; influences: Float64Array } {
  const n = scores.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += positive[i]!
  const influences = new Float64Array(n)
  const groups = tieGroups(scores, order)
  // From the highest score down: hits and false alarms at or above each group, hence the precision there.
  const precision = new Float64Array(groups.length)
  const hitShare = new Float64Array(groups.length)
  const alarmShare = new Float64Array(groups.length)
  let hits = 0
  let alarms = 0
  let sum = 0
  for (let g = groups.length - 1; g >= 0; g--) {
    const [from, to] = groups.at(g)
    let tied = 0
    for (let i = from; i < to; i++) tied += positive[order[i]!]!
    hits += tied
    alarms += to - from - tied
    const shown = hits + alarms
    precision[g] = hits / shown
    sum += tied * precision[g]!
    hitShare[g] = (tied * alarms) / (shown * shown)
    alarmShare[g] = (tied * hits) / (shown * shown)
  }
  const value = sum / positives
  // From the lowest up: a case counts at every threshold at or below its own score.
  let gained = 0
  let lost = 0
  for (let g = 0; g < groups.length; g++) {
    const [from, to] = groups.at(g)
    gained += hitShare[g]!
    lost += alarmShare[g]!
    const ofPositive = (precision[g]! - value + gained) / positives
    const ofNegative = -lost / positives
    for (let i = from; i < to; i++) influences[order[i]!] = positive[order[i]!] === 1 ? ofPositive : ofNegative
  }
  return { value, influences }
}

function tieGroups(scores: Float64Array, order: Uint32Array): { length: number; at(g: number): [number, number] } {
  const starts = new Uint32Array(scores.length + 1)
  let length = 0
  for (let i = 0; i < order.length; i++)
    if (i === 0 || scores[order[i]!] !== scores[order[i - 1]!]) starts[length++] = i
  starts[length] = scores.length
  return { length, at: (g) => [starts[g]!, starts[g + 1]!] }
}
