import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './runCli.js'

/** Recorded answers of both models, with a town in each set that the card calls personal. */
function layOut(columns: string): string {
  const folder = temporaryFolder()
  const rows = Array.from({ length: 60 }, (_, i) => ({
    id: `case-${i}`,
    town: `Secretville-${i % 3}`,
    label: i % 2 === 0 ? 'no' : 'yes',
  }))
  const table = `id,town,label\n${rows.map(({ id, town, label }) => `${id},${town},${label}`).join('\n')}\n`
  writeFileSync(join(folder, 'test.csv'), table)
  writeFileSync(join(folder, 'reference.csv'), table)
  writeFileSync(
    join(folder, 'answers.csv'),
    `id,p\n${rows.map(({ id, label }) => `${id},${label === 'yes' ? 0.9 : 0.2}`).join('\n')}\n`,
  )
  writeFileSync(
    join(folder, 'card.yaml'),
    'title: People\npersonalData: true\ncolumns:\n  - { name: town, personal: true }\n',
  )
  writeFileSync(
    join(folder, 'recette.yaml'),
    `recette: 1
title: Personal data
task: classification
models:
  old: { predictions: answers.csv, id: id, score: p }
  new: { predictions: answers.csv, id: id, score: p }
sets: { test: test.csv, reference: reference.csv }
columns: ${columns}
criteria:
  - { measure: largestScoreDifference, atMost: 0 }
`,
  )
  return folder
}

describe('personal data', () => {
  it('shows up in none of the four files: neither an id nor a value of a personal column', async () => {
    const folder = layOut('{ id: id, label: label, positive: "yes" }')
    const run = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(run.code, run.stderr).toBe(0)
    for (const file of ['result.json', 'report.html', 'junit.xml', 'summary.md']) {
      const text = readFileSync(join(folder, 'out', file), 'utf8')
      expect(text).not.toContain('Secretville')
      expect(text).not.toContain('case-1')
      expect(text).not.toContain(folder)
    }
  })

  it('cannot cut segments: the report would name its values', async () => {
    const folder = layOut('{ id: id, label: label, positive: "yes", segments: [town] }')
    const run = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('column "town" is personal data by its card')
    expect(run.stderr).toMatch(/ {2}at recette\.yaml:\d+:\d+$/)
    expect(run.stdout + run.stderr).not.toContain('Secretville')
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})
