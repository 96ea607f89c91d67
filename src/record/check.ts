/** Words for each are in the report's messages, as `verify.CODE`. */
export type CheckCode =
  | 'signed'
  | 'signed-unconfirmed'
  | 'cosigned'
  | 'signature-invalid'
  | 'signature-unknown'
  | 'signature-twice'
  | 'not-by-signatory'
  | 'not-signed-by'
  | 'nobody-vouches'
  | 'follows'
  | 'first-missing'
  | 'chain-broken'
  | 'contradiction'
  | 'differs-reservations'
  | 'differs-waivers'
  | 'differs-participants'
  | 'differs-subjects'
  | 'differs-rest'
  | 'same-decision'
  | 'signature-missing'
  | 'dates-in-order'
  | 'signed-before-test'
  | 'signed-before-previous'
  | 'signed-in-future'
  | 'waiver-expired'
  | 'acceptance-expired'
  | 'file-same'
  | 'file-other'
  | 'file-unreached'
  | 'file-not-named'
  | 'result-as-signed'
  | 'result-otherwise'
  | 'not-asked'
  | 'gate-accepted'
  | 'gate-refused'
  | 'reservation-blocking'
  | 'reservation-overdue'

/**
 * One thing that was looked at. `holds`: proven. `broken`: proven to be otherwise than it says. `open`: nothing speaks against it, but it is
 * not proven either, or no longer in force. `note`: not asked for.
 */
export interface Check {
  readonly status: 'holds' | 'broken' | 'open' | 'note'
  readonly code: CheckCode
  readonly values: Readonly<Record<string, string>>
}

export const holds = (code: CheckCode, values: Check['values'] = {}): Check => ({ status: 'holds', code, values })
export const broken = (code: CheckCode, values: Check['values'] = {}): Check => ({ status: 'broken', code, values })
export const open = (code: CheckCode, values: Check['values'] = {}): Check => ({ status: 'open', code, values })
export const note = (code: CheckCode, values: Check['values'] = {}): Check => ({ status: 'note', code, values })

/** All of it: broken when anything is, proven only when something was looked at and all that was asked for holds. */
export function overall(checks: readonly Check[]): 'holds' | 'broken' | 'open' {
  const asked = checks.filter(({ status }) => status !== 'note')
  if (asked.some(({ status }) => status === 'broken')) return 'broken'
  return asked.length > 0 && asked.every(({ status }) => status === 'holds') ? 'holds' : 'open'
}
