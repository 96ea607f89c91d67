import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cellText, columnOf } from '../../src/core/batch.js'
import { sha256Path } from '../../src/core/digest.js'
import type { SetRole } from '../../src/core/task.js'
import { cardSchema } from '../../src/data/card.js'
import { openSet, type StoredSet } from '../../src/data/openSet.js'

const root = join(import.meta.dirname, '..', '..', 'datasets')
const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
const roles = ['test', 'validation', 'reference'] as const satisfies readonly SetRole[]

/** Licences under which the data may be given on, for any use. */
const FREE = ['CC0-1.0', 'CC-BY-4.0', 'MIT', 'Public domain']

/** The column of ids and the one with the answer. */
const columns: Record<string, { id: string; label: string }> = {
  diamonds: { id: 'stone_id', label: 'price_usd' },
  digits: { id: 'image_id', label: 'digit' },
  flights: { id: 'flight_id', label: 'arrival' },
  'health-insurance': { id: 'case_id', label: 'saw_doctor' },
}

describe('the stored sets', () => {
  it('are the four that the examples and the documentation speak of', () => {
    expect(names.sort()).toEqual(Object.keys(columns))
  })

  it('stay small enough to be cloned: under 10 MB together', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(root, file)))
    const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)
    expect(bytes).toBeGreaterThan(1e6)
    expect(bytes).toBeLessThan(10e6)
  })

  it('hold one of at least 50,000 cases, as Parquet', async () => {
    expect((await open('flights', 'test')).rows).toBeGreaterThanOrEqual(50_000)
  })
})

describe.each(names)('the set %s', (name) => {
  const folder = join(root, name)
  const card = cardSchema.parse(parse(readFileSync(join(folder, 'card.yaml'), 'utf8')))

  it('has a card that says what it is, where it comes from and that it may be given on', () => {
    expect(card.title).toMatch(/\S/)
    expect(card.description).toMatch(/question/)
    expect(card.source).toMatch(/as shipped by the Python package/)
    expect(FREE).toContain(card.licence)
    expect(card.personalData).toBe(false)
    expect(card.columns?.filter((column) => !/\S/.test(column.description ?? ''))).toEqual([])
  })

  it('consists of the files that its card lists, byte for byte, and of no other', async () => {
    const listed = Object.keys(card.files ?? {})
    expect(readdirSync(folder).sort()).toEqual(['card.yaml', ...listed].sort())
    expect(listed.map((file) => file.split('.')[0]).sort()).toEqual([...roles].sort())
    const digests = listed.map(async (file) => [file, await sha256Path(join(folder, file))])
    const stated = listed.map((file) => [file, card.files?.[file]?.sha256])
    expect(await Promise.all(digests)).toEqual(stated)
  })

  it('holds the columns that its card declares, with their types, and as many cases', async () => {
    const declared = (card.columns ?? []).map(({ name: column, type, shape }) => ({ name: column, type, shape }))
    for (const role of roles) {
      const set = await open(name, role)
      expect(set.fields.map(({ name: column, type, shape }) => ({ name: column, type, shape }))).toEqual(declared)
      const cells = await readTexts(set, columns[name]!.id)
      expect(cells.length).toBe(Object.entries(card.files ?? {}).find(([file]) => file.startsWith(role))![1].rows)
    }
  })

  it('has an id of its own for each case, and no case in two parts', async () => {
    const ids = (await Promise.all(roles.map(async (role) => readTexts(await open(name, role), columns[name]!.id)))).flat()
    expect(ids).not.toContain(null)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has an answer for every case, and in each part the same answers if they are classes', async () => {
    const answers = await Promise.all(
      roles.map(async (role) => readTexts(await open(name, role), columns[name]!.label)),
    )
    for (const part of answers) expect(part).not.toContain(null)
    if (name === 'diamonds') return
    const classes = answers.map((part) => [...new Set(part)].sort())
    expect(classes[0]!.length).toBeGreaterThan(1)
    expect(classes[1]).toEqual(classes[0])
    expect(classes[2]).toEqual(classes[0])
  })
})

function open(name: string, role: (typeof roles)[number]): Promise<StoredSet> {
  const file = readdirSync(join(root, name)).find((candidate) => candidate.startsWith(`${role}.`))!
  return openSet({ name: role, role, file: { path: join(root, name, file), shown: `datasets/${name}/${file}` } })
}

async function readTexts(set: StoredSet, name: string): Promise<(string | null)[]> {
  const texts: (string | null)[] = []
  for await (const batch of set.batches({ columns: [name] })) {
    const column = columnOf(batch, name)
    for (let row = 0; row < batch.rows; row++) texts.push(cellText(column, row))
  }
  return texts
}
