import { z } from 'zod'
import { cardSchema } from './card.js'

/** The JSON Schema of a card, for editors: kept in harness/schema/card.schema.json, where a test holds it to the code. */
export function cardJsonSchema(): string {
  const schema = z.toJSONSchema(cardSchema, { target: 'draft-2020-12' })
  return `${JSON.stringify({ title: 'Card of a stored set', ...schema }, null, 2)}\n`
}
