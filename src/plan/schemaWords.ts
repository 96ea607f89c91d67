import { z } from 'zod'

/** The kinds of value that a plan is made of, each with what a wrong one should have been: the end of "… must be". */

export const text = (what: string) =>
  z
    .union([z.string({ error: what }).min(1, { error: what }), z.number({ error: what }), z.boolean({ error: what })], {
      error: what,
    })
    .transform(String)

export const list = <Item extends z.ZodType>(item: Item, what: string) =>
  z.array(item, { error: what }).min(1, { error: `${what}, with at least one entry` })

export const record = <Item extends z.ZodType>(item: Item, what: string) => z.record(z.string(), item, { error: what })

export const choice = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, { error: `one of ${names.join(', ')}` })

export const section = <Shape extends z.ZodRawShape>(what: string, shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? knownKeys(shape) : what),
  })

const knownKeys = (shape: z.ZodRawShape) => Object.keys(shape).join(', ')

export const amount = (example: string) => {
  const what = `an amount such as ${example}`
  return z.union([z.number({ error: what }), z.string({ error: what })], { error: what })
}

export const number = (what: string) => z.number({ error: what })

export const wholeNumber = (low: number, high: number) => {
  const what = `a whole number from ${low} to ${high}`
  return z.int({ error: what }).min(low, { error: what }).max(high, { error: what })
}

export const duration = z.union(
  [z.string({ error: 'a time such as 60 s' }), z.number({ error: 'a time such as 60 s' })],
  {
    error: 'a time such as 60 s or 5 min',
  },
)

export const PROBABILITY = 'a probability between 0 and 1'

export const probability = z.number({ error: PROBABILITY }).gt(0, { error: PROBABILITY }).lt(1, { error: PROBABILITY })
