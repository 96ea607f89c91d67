import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** DESIGN section 3: who may import whom. Type-only imports count, except where a room is listed under `typesOf`. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  stats: ['core'],
  plan: ['core'],
  data: ['core'],
  models: ['core'],
  replay: ['core', 'data', 'models'],
  measures: ['core', 'stats'],
  judge: ['core', 'stats'],
  report: ['core'],
  record: ['core'],
  cli: ['core', 'stats', 'plan', 'data', 'models', 'replay', 'measures', 'judge', 'report', 'record'],
}
const TYPES_ONLY: Record<string, readonly string[]> = { judge: ['plan'] }

const src = join(import.meta.dirname, '..', 'src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))

describe('the rooms', () => {
  it('are those of the design, and only index.ts stands outside them', () => {
    const strangers = files.filter((file) => !(roomOf(file) in MAY_IMPORT) && file !== 'index.ts')
    expect(strangers).toEqual([])
    expect(files.length).toBeGreaterThan(10)
  })

  it('import only the rooms that the design allows', () => {
    const offences = files.flatMap((file) => {
      const room = roomOf(file)
      if (!(room in MAY_IMPORT)) return []
      return importsOf(file)
        .filter(({ to, typeOnly }) => {
          if (to === room) return false
          if (MAY_IMPORT[room]!.includes(to)) return false
          return !(typeOnly && TYPES_ONLY[room]?.includes(to))
        })
        .map(({ to, specifier }) => `${file}: ${room} -> ${to} (${specifier})`)
    })
    expect(offences).toEqual([])
  })

  it('leave printing, arguments and exit codes to cli (and to the host process, which is a program of its own)', () => {
    const offences = files.filter((file) => {
      if (roomOf(file) === 'cli' || file.startsWith(`models${sep}host${sep}`)) return false
      return /\bconsole\.|process\.(exit|argv|stdout|stderr)\b/.test(readFileSync(join(src, file), 'utf8'))
    })
    expect(offences).toEqual([])
  })
})

function roomOf(file: string): string {
  return file.split(sep)[0]!
}

function importsOf(file: string): { to: string; specifier: string; typeOnly: boolean }[] {
  const source = readFileSync(join(src, file), 'utf8')
  const pattern =
    /(import|export)(\s+type)?[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|import\s*['"]([^'"]+)['"]/g
  return [...source.matchAll(pattern)].flatMap((match) => {
    const specifier = match[3] ?? match[4] ?? match[5]!
    if (!specifier.startsWith('.')) return []
    const target = relative(src, join(src, dirname(file), specifier))
    return [{ to: target.includes(sep) ? target.split(sep)[0]! : 'index', specifier, typeOnly: match[2] !== undefined }]
  })
}
