// Writes card.schema.json, plan.schema.json and result.schema.json from the zod schemas of the built package. Run after a build: node harness/schema/make.mjs
import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { resultSchema } from '../../dist/core/result.js'
import { cardJsonSchema } from '../../dist/data/cardJsonSchema.js'
import { planJsonSchema } from '../../dist/plan/planJsonSchema.js'

const resultJsonSchema = { ...z.toJSONSchema(resultSchema), title: 'result.json, version 1' }

write('card.schema.json', cardJsonSchema())
write('plan.schema.json', planJsonSchema())
write('result.schema.json', resultJsonSchema)

function write(name, schema) {
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
}
