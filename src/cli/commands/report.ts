import { dirname } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { exitCodeOf } from '../exitCodes.js'
import { writeOutputs } from '../outputs.js'
import { readResult } from '../readResult.js'
import { requireWritable } from '../requireWritable.js'
import { showResult } from '../showResult.js'

/**
 * Renders the reports of a stored result again, beside those of an earlier delivery where one is given; the exit code is that of its verdict, as
 * after `run`.
 */
export async function report(
  path: string,
  options: { out?: string; lang?: string; against?: string },
): Promise<number> {
  const result = await readResult(path)
  const against = options.against === undefined ? null : await readResult(options.against)
  if (against !== null && against.task !== result.task)
    throw new RecetteError(
      'AGAINST_ANOTHER_TASK',
      `${options.against} is about another task (${against.task}) than ${path} (${result.task}).`,
      'Give the result of an earlier delivery of the same models with --against.',
      { kind: 'usage' },
    )
  const out = options.out ?? dirname(path)
  requireWritable(out)
  const outputs = writeOutputs(result, out, against)
  showResult(result, outputs, { ...options, against })
  return exitCodeOf(result)
}
