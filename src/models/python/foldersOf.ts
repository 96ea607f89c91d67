import { execFile } from 'node:child_process'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const known = new Map<string, Promise<readonly string[]>>()

/** Where an interpreter has its library and packages: what a host needs of the machine to run it. Nothing where it does not start. */
export function foldersOf(interpreter: string): Promise<readonly string[]> {
  const found = known.get(interpreter) ?? ask(interpreter)
  known.set(interpreter, found)
  return found
}

async function ask(interpreter: string): Promise<readonly string[]> {
  try {
    const { stdout } = await promisify(execFile)(interpreter, ['-s', '-E', '-c', ASK], { timeout: 30_000 })
    // A prefix that is the user's whole home would show all of it; the library and packages are named besides.
    return (JSON.parse(stdout) as string[]).filter((path) => ![resolve('/'), homedir()].includes(resolve(path)))
  } catch {
    return []
  }
}

const ASK = `
import json, os, sys
print(json.dumps([p for p in [sys.prefix, sys.base_prefix, *sys.path[1:]] if os.path.isabs(p)]))
`
