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

  it.runIf(process.platform !== 'win32')(
    'escapes names as sha256sum does, so that one file cannot pass for two by a line feed in its name',
    async () => {
      const two = join(folder, 'two')
      const one = join(folder, 'one')
      mkdirSync(two)
      mkdirSync(one)
      writeFileSync(join(two, 'a'), 'A')
      writeFileSync(join(two, 'b'), 'B')
      // Unescaped, its line would be those of the two files, letter by letter.
      writeFileSync(join(one, `a\n${sha256('B')}  b`), 'A')
      writeFileSync(join(folder, 'model', 'weights', 'odd\\name\n.bin'), 'x')
      const command = 'find . -type f -printf "%P\\0" | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum'
      for (const name of ['two', 'one', 'model']) {
        const listed = execFileSync('sh', ['-c', command], { cwd: join(folder, name), encoding: 'utf8' })
        expect(await sha256Path(join(folder, name))).toBe(listed.split(' ')[0])
      }
      expect(await sha256Path(one)).not.toBe(await sha256Path(two))
      rmSync(join(folder, 'model', 'weights', 'odd\\name\n.bin'))
    },
  )

  it('follows a link that is given by name, to a file or to a folder', async () => {
    symlinkSync(join(folder, 'model'), join(folder, 'latest'))
    expect(await sha256Path(join(folder, 'latest'))).toBe(await sha256Path(join(folder, 'model')))
  })

  it('refuses a link inside an artifact, which could stand for any file of the machine', async () => {
    const linked = join(folder, 'linked')
    mkdirSync(linked)
    symlinkSync('/etc/hostname', join(linked, 'model.json'))
    await expect(sha256Path(linked)).rejects.toThrow('neither a file nor a folder')
  })
})
