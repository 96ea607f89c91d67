import type { Decided, Draft, Signer } from '../../core/completeStatement.js'
import { momentOf } from '../../core/recordRules.js'
import type { Decision, Reservation } from '../../core/statement.js'
import type { FormState, Values } from './formState.js'

/** What a form that was checked says, in the record's words. */
export function decidedOf({ values, rows }: FormState): Decided {
  return {
    decision: values['decision'] as Decision,
    reason: orNull(values['reason']),
    reservations: rows.reservations.map((row, index) => ({
      id: `R${index + 1}`,
      ...(row['criterion'] === '' ? {} : { criterion: row['criterion'] }),
      text: row['text'] ?? '',
      class: row['class'] as Reservation['class'],
      measure: row['measure'] ?? '',
      owner: row['owner'] ?? '',
      due: row['due'] ?? '',
    })),
    waivers: rows.waivers.map((row) => ({
      criterion: row['criterion'] ?? '',
      who: row['who'] ?? '',
      why: row['why'] ?? '',
      until: row['until'] ?? '',
    })),
    participants: participantsOf(values, rows.participants),
    validUntil: orNull(values['validUntil']),
  }
}

/** Who signs first takes part, and signs: so the signature is missed when it is taken away. */
function participantsOf(signer: Values, rows: readonly Values[]): Decided['participants'] {
  const named = rows.map((row) => ({ ...personOf(row), signs: row['signs'] === 'yes' }))
  if (signer['name'] === '' || named.some(({ name }) => name === signer['name'])) return named
  return [{ ...personOf(signer), signs: true }, ...named]
}

function personOf(values: Values): Pick<Signer, 'name' | 'role' | 'company'> {
  return { name: values['name'] ?? '', role: orNull(values['role']), company: orNull(values['company']) }
}

/** A delivery that the plan did not name is named by who decides on it. */
export function draftOf(draft: Draft, { values }: FormState): Draft {
  return { ...draft, found: { ...draft.found, delivery: draft.found.delivery ?? orNull(values['delivery']) } }
}

export function signerOf({ values }: FormState, language: string, now: Date): Signer {
  return {
    ...personOf(values),
    place: orNull(values['place']),
    date: momentOf(now),
    language: language === 'fr' ? 'fr' : 'en',
  }
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}
