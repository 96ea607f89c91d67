import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canSandbox } from '../../src/models/bubblewrap.js'
import { layHandover, PLAN, readResult } from './handover.js'
import { runCli } from './runCli.js'

const sandbox = await canSandbox()
const BOTH = PLAN.replace('[en]', '[en, fr]')

describe('what keeps models apart', () => {
  it('changes nothing of a result but its environment, where it stands, and the report names it in both languages', async () => {
    const handover = await layHandover({ plan: BOTH, earlier: false })
    const run = async (isolation: string) => {
      const args = ['run', 'recette.yaml', '--out', `report-${isolation}`]
      const { code, stderr } = await runCli(args, {
        cwd: handover.folder,
        env: isolation === 'best' ? {} : { RECETTE_ISOLATION: isolation },
      })
      expect(`${code} ${stderr}`).toMatch(/^0/)
      const folder = handover.path(`report-${isolation}`)
      return { ...readResult(folder), report: readFileSync(join(folder, 'report.html'), 'utf8') }
    }
    const { environment: best, report, ...found } = await run('best')
    const { environment: none, report: bare, ...same } = await run('none')
    expect(found).toEqual(same)
    expect(none.isolation).toEqual(['clean-environment', 'memory-limit', 'time-limit'])
    const words = ['without access to other files of the machine', 'sans accès aux autres fichiers de la machine']
    expect(best.isolation.includes('private-files')).toBe(sandbox)
    for (const word of words) {
      expect(bare).not.toContain(word)
      expect(report.includes(word)).toBe(sandbox)
    }
  })

  it('is refused, before anything is written, when it is asked for by a name that nobody knows', async () => {
    const handover = await layHandover({ earlier: false })
    const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', 'report'], {
      cwd: handover.folder,
      env: { RECETTE_ISOLATION: 'bwrap' },
    })
    expect(code).toBe(2)
    expect(stderr).toContain('The environment variable RECETTE_ISOLATION is "bwrap".')
  })
})
