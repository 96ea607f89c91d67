import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { ROOT } from '../cli/runCli.js'

it('the short form of the simulation finds no interval, margin or verdict far from where it must be', async () => {
  const run = await execa('node', [join(ROOT, 'harness/simulate/simulate.mjs'), '--short'], { reject: false })
  expect(run.stdout).toContain('12 cells, 0 complaints')
  expect(run.exitCode, run.stderr).toBe(0)
}, 600_000)
