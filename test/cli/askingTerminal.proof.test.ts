import { execa } from 'execa'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLI, ROOT, temporaryFolder } from './runCli.js'

/** util-linux's `script` runs a command on a terminal of its own. */
const here = existsSync('/usr/bin/script')
if (!here && process.env['RECETTE_PYTHON_TESTS'] === 'required') throw new Error('util-linux script is not here')

describe.skipIf(!here)(`recette init on a terminal${here ? '' : ' (skipped: no /usr/bin/script)'}`, () => {
  it('asks what the files do not tell, one thing after the other, and writes what was answered', async () => {
    const cwd = temporaryFolder()
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 7},3.5,${i % 4},${i % 2 === 0 ? 'chat' : 'chien'}`)
    writeFileSync(join(cwd, 'set.csv'), `age,income,visits,animal\n${rows.join('\n')}\n`)
    const model = join(ROOT, 'test/fixtures/models/sigmoid.onnx')
    const command = `${process.execPath} ${CLI} init --old ${model} --new ${model} --set set.csv`
    // The label's name; the positive label; the columns of old, after a slip; those of new by the number of "as the other model".
    const run = await execa('/usr/bin/script', ['-qec', command, '/dev/null'], {
      cwd,
      input: 'animal\nchat\nincome\nincome,age\n1\n',
      env: { NO_COLOR: '1', LC_ALL: 'C' },
      reject: false,
    })
    expect(run.exitCode, run.stdout).toBe(0)
    expect(run.stdout).toContain('Which column holds the right answer?')
    expect(run.stdout).toContain('Which label is the positive one, the case that is looked for?')
    expect(run.stdout).toContain('That is 1 columns, but the input takes 2.')
    expect(run.stdout).toContain('1) x=income,age   those that the other model takes')
    const plan = readFileSync(join(cwd, 'recette.yaml'), 'utf8')
    expect(plan).toContain('  label: animal\n')
    expect(plan).toContain('  positive: chat\n')
    expect(plan.match(/inputs: \{ x: \[income, age\] \}/g)).toHaveLength(2)
  })
})
