import { execa } from 'execa'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPrivateKey } from '../../src/record/keys.js'
import { CLI, temporaryFolder } from './runCli.js'

/** util-linux's `script` runs a command on a terminal of its own. */
const here = existsSync('/usr/bin/script')
if (!here && process.env['RECETTE_PYTHON_TESTS'] === 'required') throw new Error('util-linux script is not here')

describe.skipIf(!here)(`a passphrase on a terminal${here ? '' : ' (skipped: no /usr/bin/script)'}`, () => {
  const type = async (cwd: string, input: string) => {
    const child = execa('/usr/bin/script', ['-qec', `${process.execPath} ${CLI} keygen client`, '/dev/null'], {
      cwd,
      env: { NO_COLOR: '1', LC_ALL: 'C' },
      reject: false,
    })
    // One line for each question, when it is asked: as a person types.
    const lines = input.split('\n')
    let asked = 0
    child.stdout.on('data', (chunk: Buffer) => {
      if (/Passphrase for the new key: |The same again: /.test(chunk.toString()) && lines[asked] !== undefined)
        child.stdin.write(`${lines[asked++]}\r`)
    })
    return child
  }

  it('is asked for twice and never shown, and opens the key', async () => {
    const cwd = temporaryFolder()
    const run = await type(cwd, 'a sentence typed\na sentence typed')
    expect(run.exitCode, run.stdout).toBe(0)
    expect(run.stdout).toContain('Fingerprint')
    expect(run.stdout).not.toContain('sentence')
    const key = readFileSync(join(cwd, 'client.key'), 'utf8')
    expect(readPrivateKey(key, 'client.key', 'a sentence typed').publicKey.kind).toBe('ed25519')
  })

  it('that is typed otherwise the second time makes no key', async () => {
    const cwd = temporaryFolder()
    const run = await type(cwd, 'a sentence typed\na sentence tipped')
    expect(run.stdout).toContain('The two passphrases are not the same.')
    expect(run.exitCode).toBe(2)
    expect(existsSync(join(cwd, 'client.key'))).toBe(false)
  })
})
