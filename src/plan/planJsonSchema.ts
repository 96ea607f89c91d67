import { z } from 'zod'
import { planSchema } from './planSchema.js'

/** The JSON Schema of recette.yaml, by which editors complete and check it; `harness/schema/plan.schema.json` is its text. */
export function planJsonSchema(): object {
  return { ...z.toJSONSchema(planSchema, { io: 'input' }), title: 'recette.yaml, version 1' }
}
