import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Lines of the answers that a run has stored in `out` of this folder. */
export function storedLines(folder: string): number {
  const answers = join(folder, 'out', 'answers')
  if (!existsSync(answers)) return 0
  const file = readdirSync(answers).find((name) => name.endsWith('.jsonl'))
  return file === undefined ? 0 : readFileSync(join(answers, file), 'utf8').split('\n').length - 1
}

export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000
  while (!holds()) {
    if (Date.now() > end) throw new Error('it never came to pass')
    await sleep(20)
  }
}
