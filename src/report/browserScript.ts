import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The compiled program of the page: as deep below the package's root from `src` (tests) as from `dist`. */
const MAIN = fileURLToPath(new URL('../../dist/report/browser/main.js', import.meta.url))

let made: string | null = null

/**
 * The page's script as one text, since a page opened from a file may load no other: each of our own modules as a function that gives what it
 * exports, after those that it needs. It knows no more of the language than our modules use, and throws at anything else.
 */
export function browserScript(): string {
  made ??= bundle(MAIN)
  return made
}

function bundle(entry: string): string {
  const written = new Map<string, string>()
  const parts: string[] = []
  const add = (path: string): string => {
    const known = written.get(path)
    if (known !== undefined) return known
    const name = `${basename(path, '.js')}Module`
    if ([...written.values()].includes(name)) throw new Error(`bug: two modules of the page are called ${name}`)
    const text = readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '')
    const linked = text.replace(IMPORT, (_, names: string, from: string) => {
      return `const {${names.replace(/\sas\s/g, ': ')}} = ${add(join(dirname(path), from))}`
    })
    const exported = [...linked.matchAll(EXPORT)].map((match) => match[1]!)
    const body = linked.replace(EXPORT, (declaration) => declaration.slice('export '.length)).replace(EMPTY_EXPORT, '')
    if (/^\s*(import|export)\b/m.test(body))
      throw new Error(`bug: ${path} imports or exports in a way that is not understood`)
    parts.push(`const ${name} = (() => {\n${body.trim()}\nreturn { ${exported.join(', ')} }\n})()`)
    written.set(path, name)
    return name
  }
  add(entry)
  const script = parts.join('\n\n')
  if (/<\/script|<!--/i.test(script)) throw new Error('bug: the script of the page would end before its end')
  return script
}

const IMPORT = /^import \{([^}]*)\} from '(\.[^']+)'/gm
const EXPORT = /^export (?:async function|function|const|class) (\w+)/gm
const EMPTY_EXPORT = /^export \{\s*\};?$/gm
