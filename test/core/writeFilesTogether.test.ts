import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFilesTogether } from '../../src/core/writeFilesTogether.js'

describe('writing files that belong together', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'recette-write-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes the folder, replaces what was there, and leaves nothing temporary behind', () => {
    const out = join(folder, 'a/b')
    writeFilesTogether(out, { 'one.txt': '1', 'two.txt': '2' })
    writeFilesTogether(out, { 'one.txt': 'I', 'two.txt': 'II' })
    expect(readdirSync(out).sort()).toEqual(['one.txt', 'two.txt'])
    expect(readFileSync(join(out, 'two.txt'), 'utf8')).toBe('II')
  })

  it('touches none of the earlier files when one of the new ones cannot be put in its place', () => {
    writeFilesTogether(folder, { 'one.txt': '1' })
    mkdirSync(join(folder, 'two.txt'))
    expect(() => writeFilesTogether(folder, { 'one.txt': 'I', 'two.txt': 'II' })).toThrow(/two\.txt is a folder/)
    expect(readFileSync(join(folder, 'one.txt'), 'utf8')).toBe('1')
    expect(readdirSync(folder).sort()).toEqual(['one.txt', 'two.txt'])
  })
})
