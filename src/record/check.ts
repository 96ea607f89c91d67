/**
 * One thing that was looked at. `holds`: proven. `broken`: proven to be otherwise than it says. `open`: nothing speaks against it, but it is
 * not proven either, or no longer in force. Words for the codes are in the report's messages, as `verify.CODE`.
 */
export interface Check {
  readonly status: 'holds' | 'broken' | 'open'
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

export const holds = (code: string, values: Check['values'] = {}): Check => ({ status: 'holds', code, values })
export const broken = (code: string, values: Check['values'] = {}): Check => ({ status: 'broken', code, values })
export const open = (code: string, values: Check['values'] = {}): Check => ({ status: 'open', code, values })

/** All of it: broken when anything is, proven only when something was looked at and all of it holds. */
export function overall(checks: readonly Check[]): Check['status'] {
  if (checks.some(({ status }) => status === 'broken')) return 'broken'
  return checks.length > 0 && checks.every(({ status }) => status === 'holds') ? 'holds' : 'open'
}
