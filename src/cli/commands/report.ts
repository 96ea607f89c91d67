import { dirname } from 'node:path'
import { exitCodeOf } from '../exitCodes.js'
import { writeOutputs } from '../outputs.js'
import { readResult } from '../readResult.js'
import { requireWritable } from '../requireWritable.js'
import { showResult } from '../showResult.js'

/** Renders the reports of a stored result again; the exit code is that of its verdict, as after `run`. */
export async function report(path: string, options: { out?: string; lang?: string }): Promise<number> {
  const result = await readResult(path)
  const out = options.out ?? dirname(path)
  requireWritable(out)
  const outputs = writeOutputs(result, out)
  showResult(result, outputs, options)
  return exitCodeOf(result)
}
