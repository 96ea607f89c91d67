/**
 * Influences from the values of a statistic with each case left out in turn, scaled so that the sum of their squares is the jackknife
 * variance: (n - 1)/n times the sum of squared deviations. A little wider than the delta method where single cases weigh much.
 * @see Efron & Stein 1981, Ann. Stat. 9(3):586-596, doi:10.1214/aos/1176345462
 */
export function jackknifeInfluences(leftOut: Float64Array): Float64Array {
  const n = leftOut.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += (leftOut[i]! - mean) / (i + 1)
  const scale = Math.sqrt((n - 1) / n)
  const influences = new Float64Array(n)
  for (let i = 0; i < n; i++) influences[i] = scale * (mean - leftOut[i]!)
  return influences
}
