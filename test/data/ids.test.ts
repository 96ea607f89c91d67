import { describe, expect, it } from 'vitest'
import { caseIds } from '../../src/data/ids.js'
import { openSet, readTable } from '../../src/data/openSet.js'
import { errorOf, FIXTURES, scratchFolder, specOf, store } from './storedFile.js'

const folder = scratchFolder()

describe('the ids of cases', () => {
  it('are the texts of the id column, numbers in their shortest form', async () => {
    const set = await openSet(store(folder, 'n.csv', 'id,x\n1.0,a\n20,b\n'))
    expect(caseIds(set, 'id').of(await readTable(set))).toEqual(['1', '20'])
  })

  it('are row numbers from 1 where no column is named, through all batches', async () => {
    const set = await openSet(store(folder, 'r.csv', `x\n${'1\n'.repeat(300)}`))
    const ids = caseIds(set, undefined)
    const seen: string[] = []
    for await (const batch of set.batches({ batchBytes: 1 })) seen.push(...ids.of(batch))
    expect(seen).toHaveLength(300)
    expect([seen[0], seen[256], seen[299]]).toEqual(['1', '257', '300'])
  })

  it('are refused when one comes twice, even batches apart: both lines are named', async () => {
    const lines = Array.from({ length: 600 }, (_, i) => `c${i === 550 ? 7 : i},1`)
    const set = await openSet(store(folder, 'd.csv', `id,x\n${lines.join('\n')}\n`))
    const ids = caseIds(set, 'id')
    const error = await errorOf(async () => {
      for await (const batch of set.batches({ batchBytes: 1 })) ids.of(batch)
    })
    expect(error).toMatchObject({ code: 'ID_DUPLICATE', kind: 'run', at: { file: 'sets/d.csv', line: 552 } })
    expect(error.message).toBe('sets/d.csv:9 and sets/d.csv:552 both have the id "c7" in column "id".')
  })

  it('are not shown when they are personal data', async () => {
    const card = { 'p.card.yaml': 'columns: [{ name: mail, personal: true }]\n' }
    const set = await openSet(store(folder, 'p.csv', 'mail,x\na@b.fr,1\na@b.fr,2\n', card))
    const error = await errorOf(async () => caseIds(set, 'mail').of(await readTable(set)))
    expect(error.message).not.toContain('a@b.fr')
    expect(error.message).toContain('sets/p.csv:2 and sets/p.csv:3')
  })

  it('are refused when one is missing: the row is named where lines are not known', async () => {
    const set = await openSet(specOf(FIXTURES, 'mixed.parquet'))
    const error = await errorOf(async () => caseIds(set, 'region').of(await readTable(set)))
    expect(error.message).toBe('sets/mixed.parquet, row 3 has no id: column "region" is empty there.')
  })
})
