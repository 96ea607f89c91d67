import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256, sha256Path } from '../../src/core/digest.js'

describe('digests', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'recette-digest-'))
    mkdirSync(join(folder, 'model/weights'), { recursive: true })
    writeFileSync(join(folder, 'model/model.json'), '{}')
    writeFileSync(join(folder, 'model/weights/shard1.bin'), Uint8Array.of(1, 2, 3))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('gives the published SHA-256 of "abc" (FIPS 180-4, example B.1)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('gives for a folder what sha256sum and sort give, so that it can be checked without Recette', async () => {
    const command = 'find . -type f -printf "%P\\n" | LC_ALL=C sort | xargs sha256sum | sha256sum'
    const expected = execFileSync('sh', ['-c', command], { cwd: join(folder, 'model'), encoding: 'utf8' }).split(' ')[0]
    expect(await sha256Path(join(folder, 'model'))).toBe(expected)
  })

  it('changes when a file of the folder is renamed, though no byte in it changed', async () => {
    const before = await sha256Path(join(folder, 'model'))
    const other = join(folder, 'other')
    mkdirSync(join(other, 'weights'), { recursive: true })
    writeFileSync(join(other, 'model.json'), '{}')
    writeFileSync(join(other, 'weights/shard2.bin'), Uint8Array.of(1, 2, 3))
    expect(await sha256Path(other)).not.toBe(before)
  })

  it('refuses a link inside an artifact, which could stand for any file of the machine', async () => {
    const linked = join(folder, 'linked')
    mkdirSync(linked)
    symlinkSync('/etc/hostname', join(linked, 'model.json'))
    await expect(sha256Path(linked)).rejects.toThrow('neither a file nor a folder')
  })
})
