import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/core/digest.js'
import { withImages } from '../../src/data/images/withImages.js'
import { openSet } from '../../src/data/openSet.js'
import { errorOf, scratchFolder, store } from './storedFile.js'

const folder = scratchFolder()
const signal = new AbortController().signal

async function setOf(...names: string[]) {
  return openSet(store(folder, 'pictures.csv', `id,file\n${names.map((name, row) => `c${row},${name}`).join('\n')}\n`))
}

function lay(name: string, content: string): void {
  mkdirSync(join(folder, 'img'), { recursive: true })
  writeFileSync(join(folder, name), content)
}

describe('the image files of a set', () => {
  it('are hashed as sha256sum lists them, each once', async () => {
    lay('img/b.png', 'B')
    lay('img/a.png', 'A')
    const set = await withImages(await setOf('img/b.png', 'img/a.png', 'img/b.png'), ['file'], signal)
    const listing = `${sha256('A')}  img/a.png\n${sha256('B')}  img/b.png\n`
    expect(set.identity.images).toEqual({ files: 2, bytes: 2, sha256: sha256(listing) })
    expect(Buffer.from(await set.images!.read('img/a.png')).toString()).toBe('A')
  })

  it('are refused when they were changed after they were hashed', async () => {
    lay('img/c.png', 'before')
    const set = await withImages(await setOf('img/c.png'), ['file'], signal)
    lay('img/c.png', 'behind')
    expect(await errorOf(() => set.images!.read('img/c.png'))).toMatchObject({ code: 'SET_CHANGED' })
  })

  it.each([
    ['/etc/hostname', 'leads out of the folder of the set'],
    ['img/../../secret.png', 'leads out of the folder of the set'],
    ['..\\secret.png', 'leads out of the folder of the set'],
    ['C:\\secret.png', 'leads out of the folder of the set'],
    ['https://example.com/7.png', 'is an address'],
    ['img/link.png', 'is a link that leads out of the folder of the set'],
  ])('are not looked for at %s, which %s', async (name, how) => {
    lay('img/a.png', 'A')
    if (name === 'img/link.png') symlinkSync('/etc/hostname', join(folder, name))
    const set = await setOf('img/a.png', name)
    const error = await errorOf(() => withImages(set, ['file'], signal))
    expect(error).toMatchObject({ code: 'SET_IMAGE_OUTSIDE', kind: 'run' })
    expect(error.message).toBe(`sets/pictures.csv, row 2: the image ${name} ${how}.`)
  })

  it('are named with their row when they are missing', async () => {
    const set = await setOf('img/a.png', 'img/none.png', 'img/nothing.png')
    const error = await errorOf(() => withImages(set, ['file'], signal))
    expect(error).toMatchObject({ code: 'SET_IMAGE_MISSING', at: { file: 'sets/pictures.csv', line: 3 } })
    expect(error.message).toBe('sets/pictures.csv, row 2: there is no image img/none.png beside the set.')
  })
})
