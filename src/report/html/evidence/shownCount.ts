import type { Voice } from '../../voice.js'

/** A count of cases, or that there are fewer than the plan's smallest cell. */
export function shownCount(voice: Voice, cases: number, smallest: number): string {
  return isSmall(cases, smallest) ? voice.say('smallCell', { smallest }) : voice.count(cases)
}

export function isSmall(cases: number, smallest: number): boolean {
  return cases > 0 && cases < smallest
}
