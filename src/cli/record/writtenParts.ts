import { parse } from 'yaml'
import type { z } from 'zod'
import { EXAMPLES } from './examples.js'
import { usageError, type RecetteError } from '../../core/errors.js'
import {
  participantSchema,
  reservationSchema,
  waiverSchema,
  type Participant,
  type Reservation,
  type Waiver,
} from '../../core/statement.js'

/*
 * Reservations and waivers are written on the command line as they would be in a plan: { criterion: accuracy, due: 2026-03-31 }. What may be
 * left out is filled in here.
 */

export function readReservations(written: readonly string[]): readonly Reservation[] {
  return written.map((text, index) =>
    read('--reservation', text, { id: `R${index + 1}` }, reservationSchema, EXAMPLES.reservation),
  )
}

export function readWaivers(written: readonly string[], who: string): readonly Waiver[] {
  return written.map((text) => read('--waive', text, { who }, waiverSchema, EXAMPLES.waiver))
}

export function readParticipants(written: readonly string[]): readonly Participant[] {
  return written.map((text) =>
    read('--participant', text, { role: null, company: null, signs: false }, participantSchema, EXAMPLES.participant),
  )
}

function read<Schema extends z.ZodType>(
  flag: string,
  text: string,
  defaults: object,
  schema: Schema,
  example: string,
): z.output<Schema> {
  let written: unknown
  try {
    written = parse(text, { schema: 'core' })
  } catch (cause) {
    throw refuse(
      `${flag} ${text} cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
      example,
    )
  }
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw refuse(`${flag} ${text} is not a list of keys and values in braces.`, example)
  const parsed = schema.safeParse({ ...defaults, ...written })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw refuse(`${flag} ${text}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}.`, example)
}

function refuse(message: string, example: string): RecetteError {
  return usageError('DECISION_UNREADABLE', message, `For example: ${example}`)
}
