import { describe, expect, it } from 'vitest'
import { expectCouldNotRun, expectRefusal, layHandover, PLAN, readResult, testSet, testSetWith } from './handover.js'

const COMPLETE = 'Complete the line (an empty field is a missing value), or remove it.'

/** A run on this set cannot run, and says exactly this; everything earlier is as it was. */
async function expectTold(set: string | Uint8Array, stderr: string): Promise<void> {
  const result = await expectCouldNotRun(await layHandover({ files: { 'test.csv': set } }), stderr)
  expect(result.problems.map((problem) => problem.set)).toEqual(['test'])
}

describe('a CSV file that is damaged', () => {
  it('by a line with too many fields is told the line, what it holds, and how many there should be', () =>
    expectTold(
      testSetWith(50, (line) => `${line},extra`),
      `✖ test.csv, line 50 has 6 fields, the header has 5: "c49,1.260,2.563,Nord,no,extra"
→ Put quotes around a field that holds the delimiter, or declare the right one in the card (csv: { delimiter: ... }).
  at test.csv:50`,
    ))

  it('by a line that is cut off is told the line', () =>
    expectTold(
      testSetWith(121, () => 'c120,1.8'),
      `✖ test.csv, line 121 has 2 fields, the header has 5: "c120,1.8"
→ ${COMPLETE}
  at test.csv:121`,
    ))

  it('by a word in a column of numbers is told line, column and word', () =>
    expectTold(
      testSetWith(60, (line) => line.replace(/^c59,[^,]*/, 'c59,n/k')),
      `✖ test.csv, line 60, column "age": found "n/k", but the column was taken for numbers by its first rows.
→ Fix the cell (leave it empty if the value is missing), or declare the column as text in the card: columns: [{ name: age, type: utf8 }].
  at test.csv:60:5`,
    ))

  it('by bytes that its declared encoding does not have is told the line and the bytes', async () => {
    const handover = await layHandover({
      files: {
        // Rhône in Windows-1252, in a file whose card says UTF-8.
        'test.csv': Buffer.from(
          testSetWith(30, (line) => line.replace(/Nord|Sud/, 'Rh\u00f4ne')),
          'latin1',
        ),
        'test.card.yaml': 'csv: { encoding: utf-8 }\n',
      },
    })
    await expectCouldNotRun(
      handover,
      `✖ test.csv, line 30: the bytes 0xF4 0x6E 0x65 are not valid utf-8, the encoding that its card declares or its first bytes show.
→ Declare the encoding in which the file was written in its card (csv: { encoding: windows-1252 }), or export it again as UTF-8.
  at test.csv:30`,
    )
  })

  it('by having no bytes at all is never a pass', () =>
    expectTold('', '✖ test.csv is empty (0 bytes).\n→ Export the set again, or name another file.\n  at test.csv'))

  it('by having a header and not one case is never a pass', () =>
    expectTold(
      'id,age,income,region,label\n',
      `✖ test.csv holds column names (id, age, income, region, label) and not a single case.
→ Export the set again with its rows: nothing can be compared on it.
  at test.csv:1`,
    ))
})

describe('a column that the plan names and the set does not have', () => {
  it('is refused with the place in the plan and the nearest name, all of them at once', async () => {
    const plan = PLAN.replace('label: label', 'label: lable').replace(
      'positive: "yes"',
      'positive: "yes", segments: [regoin]',
    )
    await expectRefusal(
      await layHandover({ plan }),
      `✖ test.csv has no column "lable", which the plan names in columns.label. Did you mean "label"?
→ Its columns are: id, age, income, region, label.
  at recette.yaml:8:27
✖ test.csv has no column "regoin", which the plan names in columns.segments. Did you mean "region"?
→ Its columns are: id, age, income, region, label.
  at recette.yaml:8:62`,
    )
  })
})

describe('ids', () => {
  it('that stand twice are told with both lines', () =>
    expectTold(
      testSetWith(90, (line) => line.replace('c89', 'c4')),
      `✖ test.csv:5 and test.csv:90 both have the id "c4" in column "id".
→ Each case must stand once: remove the copy, or name a column that tells the cases apart in columns.id.
  at test.csv:90`,
    ))

  it('that are missing are told with the line', () =>
    expectTold(
      testSetWith(90, (line) => line.replace('c89', '')),
      `✖ test.csv:90 has no id: column "id" is empty there.
→ Give every case an id, or leave columns.id out of the plan: cases are then known by their row number.
  at test.csv:90`,
    ))
})

describe('labels', () => {
  it('that are missing are told with the line', () =>
    expectTold(
      testSetWith(70, (line) => line.replace(/,[^,]*$/, ',')),
      `✖ test.csv: row 69 has no label in column "label".
→ Fill the label in, or write \`missingLabels: exclude\` under columns: such cases are then left out, and the report says how many.
  at test.csv:70`,
    ))

  it('that are missing are left out and counted where the plan says so', async () => {
    const handover = await layHandover({
      plan: PLAN.replace('label: label', 'label: label, missingLabels: exclude'),
      files: { 'test.csv': testSetWith(70, (line) => line.replace(/,[^,]*$/, ',')) },
    })
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    expect(readResult(handover.out).sets['test']).toMatchObject({
      rows: 120,
      compared: 119,
      excluded: [{ reason: 'no label', count: 1 }],
    })
  })

  it('that no model knows are told with the labels that are known, before anything is run', async () => {
    const handover = await layHandover({
      files: { 'test.csv': testSetWith(70, (line) => line.replace(/,[^,]*$/, ',yess')) },
    })
    await expectRefusal(
      handover,
      `✖ The labels do not correspond: "yess" of the set stands for nothing that both models have. Old has "no", "yes" (by the plan); new has "no", "yes" (by the plan); the set has "no", "yes", "yess".
→ Say in the plan what corresponds. A first guess, to be read and corrected:
  labels:
    "yes": { set: ["yes", yess] }   # guessed: nearly the same name`,
    )
  })
})

describe('a set that is damaged beside one that is whole', () => {
  it('lets nothing pass: the whole one is measured, and the verdict is could not run', async () => {
    const handover = await layHandover({
      plan: PLAN.replace('{ test: test.csv }', '{ test: test.csv, later: { file: later.csv, role: validation } }'),
      files: { 'later.csv': testSet().replace('c7,', 'c8,') },
      earlier: false,
    })
    const run = await handover.run()
    expect(run.code).toBe(4)
    const result = readResult(handover.out)
    expect(result.verdict).toEqual({ status: 'could-not-run', reason: 'criteria-could-not-run' })
    expect(result.sets['test']!.compared).toBe(120)
    expect(result.sets['later']!.compared).toBe(0)
    expect(result.problems).toMatchObject([{ code: 'ID_DUPLICATE', set: 'later', at: 'later.csv:9' }])
  })
})
