import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RecetteError } from '../../src/core/errors.js'
import { openSet } from '../../src/data/openSet.js'
import { labelsOfLabelSets, type LabelSetColumns } from '../../src/replay/labelSets.js'
import { labelsOfText } from '../../src/replay/labelSetTexts.js'
import { readTruth } from '../../src/replay/truth.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/multilabel')
const LABELS = ['spam', 'urgent', 'billing']
const signal = new AbortController().signal

async function open(file: string, columns: Omit<LabelSetColumns, 'missingLabels'>) {
  const lists = columns.label === undefined ? [] : [columns.label]
  return openSet({ name: 'test', role: 'test', file: { path: join(FIXTURES, file), shown: file } }, { lists })
}

/** All flags of a set, row after row. */
async function flagsIn(file: string, columns: LabelSetColumns, labels: readonly string[] = LABELS): Promise<number[]> {
  const set = await open(file, columns)
  const reader = readTruth({ set: file, task: 'multilabel', columns, labels, positionOf: set.positionOf })
  const flags: number[] = []
  for await (const batch of set.batches()) {
    const { truth } = reader.read(batch)
    if (truth.kind !== 'label-sets') throw new Error(truth.kind)
    flags.push(...truth.flags)
  }
  return flags
}

const SEPARATED: LabelSetColumns = { label: 'tags', separator: ';', missingLabels: 'none' }
const COLUMNS = [
  { label: 'billing', column: 'is_billing' },
  { label: 'spam', column: 'is_spam' },
  { label: 'urgent', column: 'is_urgent' },
]

describe('the labels of a case', () => {
  it('are the same however a set writes them', async () => {
    const expected = await flagsIn('separated.csv', SEPARATED)
    expect(expected.length).toBe(240 * 3)
    // Rows 1 to 3 of the file: none; spam and urgent; billing.
    expect(expected.slice(0, 9)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1])
    const missingLabels = 'refuse'
    const ways: [file: string, columns: LabelSetColumns][] = [
      ['lists.parquet', { label: 'tags', missingLabels }],
      ['lists.arrow', { label: 'tags', missingLabels }],
      ['lists.ndjson', { label: 'tags', missingLabels }],
      ['lists.ndjson', { label: 'hot', labelOrder: LABELS, missingLabels }],
      ['lists.parquet', { label: 'tags', separator: '|', missingLabels }],
      ['python-lists.csv', { label: 'tags', missingLabels }],
      ['lists.parquet', { label: 'hot', labelOrder: LABELS, missingLabels }],
      ['lists.arrow', { label: 'hot', labelOrder: LABELS, missingLabels }],
      ['columns.csv', { labelColumns: COLUMNS, missingLabels }],
    ]
    for (const [file, columns] of ways) expect(await flagsIn(file, columns)).toEqual(expected)
  })

  it('are found in a set whose models name none, sorted as scikit-learn sorts them, or as the plan lists them', async () => {
    const labelsIn = async (file: string, columns: LabelSetColumns) =>
      labelsOfLabelSets([await open(file, columns)], columns, signal)
    expect(await labelsIn('separated.csv', SEPARATED)).toEqual(['billing', 'spam', 'urgent'])
    expect(await labelsIn('lists.parquet', { label: 'tags', missingLabels: 'refuse' })).toEqual([
      'billing',
      'spam',
      'urgent',
    ])
    expect(await labelsIn('columns.csv', { labelColumns: COLUMNS, missingLabels: 'refuse' })).toEqual([
      'billing',
      'spam',
      'urgent',
    ])
    const order = { label: 'hot', labelOrder: LABELS, missingLabels: 'refuse' } as const
    expect(await labelsIn('lists.parquet', order)).toEqual(LABELS)
  })

  it('are not guessed at: what cannot be read is refused, with the place and what to write', async () => {
    const missingLabels = 'refuse'
    const wrong: [file: string, columns: LabelSetColumns, labels: string[], message: string, hint: string][] = [
      ['separated.csv', SEPARATED, ['spam', 'urgent'], 'names "billing", which is none', 'models.old.labels'],
      ['separated.csv', { ...SEPARATED, missingLabels }, LABELS, 'row 1 has no label', 'missingLabels: none'],
      ['separated.csv', { label: 'tags', missingLabels: 'none' }, LABELS, 'not a list of labels', 'separator: "|"'],
      ['lists.parquet', { label: 'hot', missingLabels }, ['0', '1'], 'twice', 'a 0 or 1 for each label'],
      ['lists.parquet', { label: 'hot', missingLabels }, LABELS, 'names "0"', 'a 0 or 1 for each label'],
      ['lists.parquet', { label: 'hot', labelOrder: ['spam', 'urgent'], missingLabels }, LABELS, '(3 values)', 'columns.labels'],
      ['columns.csv', { labelColumns: COLUMNS.slice(1), missingLabels }, LABELS, 'have the label "billing"', 'one column for each'],
      ['columns.csv', { labelColumns: COLUMNS, missingLabels }, ['spam', 'urgent'], 'names "billing"', 'one column for each'],
      ['columns.csv', { labelColumns: [...COLUMNS.slice(1), { label: 'billing', column: 'a' }], missingLabels }, LABELS, 'must hold 0 and 1', 'columns.label'],
      ['columns.csv', { labelColumns: [...COLUMNS.slice(1), { label: 'billing', column: 'id' }], missingLabels }, LABELS, 'holds text', 'columns.label'],
      ['columns.csv', { label: 'is_spam', separator: ';', missingLabels }, ['spam'], 'names "0"', '0 or 1'],
    ] // prettier-ignore
    for (const [file, columns, labels, message, hint] of wrong) {
      const refused = await flagsIn(file, columns, labels).then(
        () => null,
        (error: unknown) => error,
      )
      expect(refused).toBeInstanceOf(RecetteError)
      expect((refused as RecetteError).message).toContain(message)
      expect((refused as RecetteError).hint).toContain(hint)
    }
  })
})

describe('a list in a text', () => {
  it('is read as JSON, Python and numpy write it', () => {
    for (const text of [
      '["a","b c"]',
      "['a', 'b c']",
      "['a' 'b c']",
      '("a", "b c")',
      "{'a', 'b c'}",
      '[ "a" , "b c" ]',
    ])
      expect(labelsOfText(text, undefined)).toEqual(['a', 'b c'])
    expect(labelsOfText('[]', undefined)).toEqual([])
    expect(labelsOfText('[1, 27]', undefined)).toEqual(['1', '27'])
    expect(labelsOfText(String.raw`["l'\u00e9t\u00e9", 'say \'no\'']`, undefined)).toEqual(["l'été", "say 'no'"])
  })

  it('is not what merely looks like one, and with a separator the brackets are the label’s own', () => {
    for (const text of ['a', '', '[a', "['a]", '["a" "b']) expect(labelsOfText(text, undefined)).toBeNull()
    expect(labelsOfText('[x]|y', '|')).toEqual(['[x]', 'y'])
    expect(labelsOfText(' a | |b', '|')).toEqual(['a', 'b'])
    expect(labelsOfText('["a","b"]', '|')).toEqual(['a', 'b'])
  })
})
