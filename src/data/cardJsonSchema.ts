import { z } from 'zod'
import { cardSchema } from './card.js'

/** The JSON Schema of a card, for editors: kept in harness/schema/card.schema.json, where a test holds it to the code. */
export function cardJsonSchema(): object {
  return { ...z.toJSONSchema(cardSchema), title: 'card.yaml, beside stored sets' }
}
