import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileWhole } from '../../src/core/writeFileWhole.js'

describe('writing a file whole', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'recette-write-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes the folders on the way and leaves nothing temporary behind', async () => {
    await writeFileWhole(join(folder, 'a/b/report.html'), 'done')
    expect(readFileSync(join(folder, 'a/b/report.html'), 'utf8')).toBe('done')
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['report.html'])
  })

  it('keeps what was there when it cannot put the new file in its place', async () => {
    const path = join(folder, 'report.html')
    mkdirSync(path)
    writeFileSync(join(path, 'earlier'), 'kept')
    await expect(writeFileWhole(path, 'new')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM|directory/)
    expect(readFileSync(join(path, 'earlier'), 'utf8')).toBe('kept')
    expect(readdirSync(folder)).toEqual(['report.html'])
  })
})
