// The numbers to reach, as complaints: a share that is beyond its limit by more than chance (four standard errors of the tries) explains.
const ERRORS = 4

export const LIMITS = { coverageLow: 0.935, coverageHigh: 0.965, passAtMargin: 0.03, failWhenEqual: 0.03 }

export function checkCalibration({ cells }) {
  return Object.entries(cells).flatMap(([key, { tally }]) => {
    const { tries } = tally
    if (key.startsWith('equal/')) {
      const share = (tally.fail ?? 0) / tries
      return isAbove(share, LIMITS.failWhenEqual, tries) ? [`${key}: equal models fail in ${percent(share)}`] : []
    }
    if (!key.startsWith('worse/')) return []
    return Object.entries(tally).flatMap(([family, count]) => {
      if (family === 'tries') return []
      const decided = tries - count.none
      if (decided === 0) return []
      const held = count.held / decided
      const passed = count.passed / tries
      return [
        ...(isAbove(1 - held, 1 - LIMITS.coverageLow, decided) ? [`${key}: ${family} covers ${percent(held)}`] : []),
        ...(isAbove(passed, LIMITS.passAtMargin, tries)
          ? [`${key}: ${family} passes at its margin in ${percent(passed)}`]
          : []),
      ]
    })
  })
}

/** Whether `share` of `tries` is above `limit` beyond what chance does. */
export function isAbove(share, limit, tries) {
  return share > limit + ERRORS * Math.sqrt((limit * (1 - limit)) / tries)
}

export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)} %`
}
