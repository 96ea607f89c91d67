/** A day is past when it is over everywhere on earth (twelve hours behind UTC). */
export function isPast(day: string, now: Date): boolean {
  return now.getTime() >= Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000
}
