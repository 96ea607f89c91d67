import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), "recette set-up's "))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Stands for npm, which is slow and may have no network here: writes down that it was called, and installs a compiler that does the same. */
const INSTALLER = `#!/usr/bin/env node
const fs = require('node:fs')
fs.appendFileSync('calls.txt', 'npm ' + process.argv.slice(2).join(' ') + '\\n')
setTimeout(() => {
  fs.mkdirSync('node_modules/typescript/bin', { recursive: true })
  fs.writeFileSync('node_modules/typescript/bin/tsc', "require('fs').mkdirSync('dist'); require('fs').appendFileSync('calls.txt', 'tsc\\\\n')")
}, 700)
`

/** A checkout with a space and an apostrophe in its path, in which nothing is installed. */
function checkout(name: string): string {
  const root = join(folder, name)
  mkdirSync(join(root, 'harness'), { recursive: true })
  mkdirSync(join(root, 'src'))
  mkdirSync(join(root, 'bin'))
  cpSync(join(import.meta.dirname, '../../harness/setup.mjs'), join(root, 'harness/setup.mjs'))
  for (const file of ['package-lock.json', 'tsconfig.json', 'src/index.ts']) writeFileSync(join(root, file), '')
  writeFileSync(join(root, 'bin/npm'), INSTALLER)
  chmodSync(join(root, 'bin/npm'), 0o755)
  return root
}

async function setUp(root: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}` }
  const child = spawn(process.execPath, [join(root, 'harness/setup.mjs')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number]>])
  return { code, said }
}

const calls = (root: string): string => readFileSync(join(root, 'calls.txt'), 'utf8')

describe.runIf(process.platform !== 'win32')('the set-up before npm start and npm test', () => {
  it('installs without install scripts, builds, and does nothing the second time', async () => {
    const root = checkout('one')
    expect(await setUp(root)).toMatchObject({ code: 0 })
    // npm 10 would run the script of onnxruntime-node, which downloads from elsewhere than the registry.
    expect(calls(root)).toMatch(/^npm ci --ignore-scripts .*\ntsc\n$/)
    const before = calls(root)
    expect(await setUp(root)).toEqual({ code: 0, said: '' })
    expect(calls(root)).toBe(before)
  })

  it('builds again when a source has changed, and installs again when the packages have', async () => {
    const root = checkout('stale')
    await setUp(root)
    writeFileSync(join(root, 'src/index.ts'), 'export {}')
    await setUp(root)
    expect(calls(root).match(/npm|tsc/g)).toEqual(['npm', 'tsc', 'tsc'])
    writeFileSync(join(root, 'package-lock.json'), '{}')
    await setUp(root)
    expect(calls(root).match(/npm|tsc/g)).toEqual(['npm', 'tsc', 'tsc', 'npm', 'tsc'])
  })

  it('waits for one that is already at work instead of deleting its files', async () => {
    const root = checkout('two')
    const both = await Promise.all([setUp(root), setUp(root)])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.map(({ said }) => said).join('')).toContain('Another set-up is at work here')
    expect(calls(root).match(/npm|tsc/g)).toEqual(['npm', 'tsc'])
  })

  it('does not wait for one that was killed, and begins again what it left half done', async () => {
    const root = checkout('killed')
    mkdirSync(join(root, 'node_modules'))
    // No process has this id: it is larger than any system gives.
    writeFileSync(join(root, '.recette-setup.lock'), '2147483647')
    expect(await setUp(root)).toMatchObject({ code: 0 })
    expect(calls(root).match(/npm|tsc/g)).toEqual(['npm', 'tsc'])
    expect(existsSync(join(root, '.recette-setup.lock'))).toBe(false)
  })
})
