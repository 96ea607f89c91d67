import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/cli/pdf/findBrowser.js'
import { passingResult } from '../report/sample.js'
import { runCli, temporaryFolder } from './runCli.js'

/** A program in a folder of its own; on the path it takes the place of a browser. */
function program(name: string, script: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

function layResult(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'result.json'), JSON.stringify(passingResult()))
  return folder
}

describe('a PDF of the report', () => {
  it('is refused before anything is written where there is no browser, with what to do instead', async () => {
    const folder = layResult()
    const env = { RECETTE_CHROMIUM: '/nowhere/chromium' }
    const run = await runCli(['report', 'result.json', '--pdf', '--out', 'out'], { cwd: folder, env })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('RECETTE_CHROMIUM names /nowhere/chromium, which is no program.')
    expect(existsSync(join(folder, 'out'))).toBe(false)
    expect(() => findBrowser({ PATH: temporaryFolder() }, [])).toThrow(/Chromium, Chrome or Edge, and none was found/)
  })

  it('that a browser did not make is told with the browser’s own last words', async () => {
    const env = { RECETTE_CHROMIUM: program('browser', 'echo "cannot open display" >&2; exit 7') }
    const run = await runCli(['report', 'result.json', '--pdf'], { cwd: layResult(), env })
    expect(run.code).toBe(4)
    expect(run.stderr).toContain('did not print the report: cannot open display')
    expect(run.stderr).toContain('Open report.html in a browser and print it into a PDF')
  })

  it('takes the first browser on the path', () => {
    const browser = program('chromium', 'exit 0')
    expect(findBrowser({ PATH: join(browser, '..') })).toBe(browser)
  })
})
