import { expect, it } from 'vitest'
import { expectCouldNotRun, layHandover, PLAN, testSet } from './handover.js'

const LONG = 'x'.repeat(10_000_000)
const SHOWN = `${'x'.repeat(40)}…`

it('a label of ten megabytes is told of, and named in no report', async () => {
  const files = { 'test.csv': testSet((line, at) => (at === 7 ? line.replace(/[^,]*$/, LONG) : line)) }
  const result = await expectCouldNotRun(
    await layHandover({ files }),
    `✖ test.csv: row 6: the label in the column "label" has 10000000 characters, beginning with "${SHOWN}"; a name has at most 1000.
→ Is it the column that is meant? Else look for a quote or a line end that is missing in the file.`,
  )
  expect(JSON.stringify(result).length).toBeLessThan(100_000)
})

it('so is a segment of ten megabytes', async () => {
  const plan = PLAN.replace('positive: "yes" }', 'positive: "yes", segments: [region] }')
  const files = { 'test.csv': testSet((line, at) => (at === 7 ? line.replace(/Sud|Nord/, LONG) : line)) }
  const handover = await layHandover({ plan, files })
  const result = await expectCouldNotRun(handover, /^✖ A value of the segment column "region" has 10000000 characters/)
  expect(JSON.stringify(result).length).toBeLessThan(100_000)
})
