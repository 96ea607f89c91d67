import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listFiles } from '../../../core/digest.js'
import { STRIPPED } from './hookFailure.js'

const TYPED = /\.m?ts$/

/**
 * Takes the types out of every TypeScript file of the folder, line for line, so that an error still names the right one. Each gets a
 * neighbour `NAME.ts.mjs`, and what imports it (as `./NAME.ts`, or `./NAME.js` as compilers want it) is led there. Returns the path to import.
 */
export async function stripTypes(path: string, folder: string): Promise<string> {
  const files = await listFiles(folder)
  const typed = files.filter((file) => TYPED.test(file) && !file.endsWith('.d.ts'))
  if (typed.length === 0) return path
  const { transform } = await import('sucrase')
  for (const file of typed) {
    const source = await readFile(join(folder, file), 'utf8')
    const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true, filePath: file })
    await writeFile(join(folder, `${file}${STRIPPED}`), redirect(code, file, new Set(files)))
  }
  return TYPED.test(path) ? `${path}${STRIPPED}` : path
}

const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\2/g

function redirect(code: string, importer: string, files: ReadonlySet<string>): string {
  return code.replace(SPECIFIER, (whole: string, before: string, quote: string, specifier: string) => {
    const target = join(importer, '..', specifier).replaceAll('\\', '/')
    const typed = [target, target.replace(/js$/, 'ts')].find((name) => TYPED.test(name) && files.has(name))
    if (typed === undefined || files.has(target) !== TYPED.test(target)) return whole
    return `${before}${quote}${specifier.replace(/js$/, 'ts')}${STRIPPED}${quote}`
  })
}
