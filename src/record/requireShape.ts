import type { z } from 'zod'
import { usageError } from '../core/errors.js'

/** What is about to be signed, if it can be read again; what was said of whom is mostly a name that is too long, or no day. */
export function requireShape<Schema extends z.ZodType>(schema: Schema, content: z.output<Schema>): z.output<Schema> {
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const at = issue?.path.join('.').replace(/^predicate\.(acceptance\.)?/, '') ?? ''
  throw usageError(
    'NOT_TO_BE_SIGNED',
    `This cannot be signed: ${at}: ${issue?.message ?? 'unknown'}.`,
    'Names have up to 300 characters and texts up to 4,000, without a space at either end; days are written 2026-03-31.',
  )
}
