import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { runCli, temporaryFolder } from './runCli.js'

/** Two recordings of 800 cases: new answers 1 in 50 otherwise, and nobody handed over what is right. */
function handover(changedEvery: number): string {
  const folder = temporaryFolder()
  const cases = Array.from({ length: 800 }, (_, i) => i)
  const score = (i: number, shift: number) => {
    const old = ((i * 37) % 100) / 100 + 0.005
    return i % changedEvery === 0 ? 1 - old : Math.min(0.999, old + shift * Math.sin(i))
  }
  writeFileSync(join(folder, 'set.csv'), `id,age\n${cases.map((i) => `${i},${20 + (i % 50)}`).join('\n')}\n`)
  for (const [name, shift] of [
    ['old', 0],
    ['new', 0.002],
  ] as const)
    // prettier-ignore
    writeFileSync(
      join(folder, `${name}.csv`),
      `id,p_yes\n${cases.map((i) => `${i},${name === 'old' ? ((i * 37) % 100) / 100 + 0.005 : score(i, shift)}`).join('\n')}\n`,
    )
  return folder
}

function planOf(folder: string, preset: string): string {
  const model = (name: string) => `  ${name}: { predictions: ${name}.csv, id: id, score: p_yes, labels: ["no", "yes"] }`
  const plan = join(folder, 'recette.yaml')
  writeFileSync(
    plan,
    `recette: 1\ntask: classification\nmodels:\n${model('old')}\n${model('new')}\nsets: { test: set.csv }\ncolumns: { id: id, positive: "yes" }\npreset: ${preset}\nreport: { languages: [en, fr] }\n`,
  )
  return plan
}

describe('acceptance without labels', () => {
  it('judges how alike the models answer, and says first that this is no quality', async () => {
    const folder = handover(50)
    const { code, stdout } = await runCli(['run', planOf(folder, 'interchangeable'), '--out', join(folder, 'out')])
    expect(stdout.replace(/\s+/g, ' ')).toContain('Nothing in this report says that either of them is right')
    expect(code).toBe(0)
    const result = JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')) as Result
    expect(result.findings.find(({ measure }) => measure === 'agreement')?.status).toBe('pass')
    expect(result.tests?.map(({ test }) => test)).toContain('stuart-maxwell')
    expect(result.tests?.some(({ test }) => test.startsWith('mcnemar'))).toBe(false)
    const [evidence] = result.evidence
    const changes = evidence?.outcome?.kind === 'classes' ? (evidence.outcome.changesByConfidence ?? []) : []
    expect(changes.reduce((sum, { cases }) => sum + cases, 0)).toBe(800)
    // 16 cases of 800 are turned round; no other crosses the middle.
    expect(changes.reduce((sum, { changed }) => sum + changed, 0)).toBe(16)
    const page = readFileSync(join(folder, 'out', 'report.html'), 'utf8')
    expect(page).toContain('nothing can be said of quality here')
    expect(page).toContain('Rien dans ce rapport ne dit que l’un ou l’autre a raison')
    expect(page).toContain('Les deux modèles sont-ils interchangeables')
  })

  it('does not accept a model that answers one case in five otherwise', async () => {
    const folder = handover(5)
    const { code } = await runCli(['run', planOf(folder, 'interchangeable'), '--out', join(folder, 'out'), '-q'])
    expect(code).toBe(1)
  })

  it('never takes a preset of quality for one of likeness: the label that was forgotten is asked for', async () => {
    const folder = handover(50)
    const { code, stderr } = await runCli(['run', planOf(folder, 'replacement'), '--out', join(folder, 'out')])
    expect(code).toBe(2)
    expect(stderr).toContain('columns.label does not say where that stands')
    expect(stderr).toContain('interchangeable')
  })
})
