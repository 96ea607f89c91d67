import { z } from 'zod'
import { DTYPES } from '../core/dtype.js'
import { choice, list, record, section, text } from './schemaWords.js'

const file = text('the path of a module (.ts, .mts, .js, .mjs or .py)')

/** `prepare: FILE`, or with the files that it reads and what it takes. */
export const prepareSchema = z.union(
  [
    file,
    section('a map with the key file', {
      file: file
        .optional()
        .describe('The module, relative to the plan: .ts, .mts, .js or .mjs; .py in the Python host.'),
      files: list(text('the path of a file or folder'), 'a list of files')
        .optional()
        .describe("Files that it reads or imports, relative to the plan, in the module's folder or below."),
      inputs: record(choice(DTYPES), 'a map of names to types, such as { text: utf8 }')
        .optional()
        .describe('What it takes of the set, where the module does not export inputs itself.'),
    }).meta({ required: ['file'] }),
  ],
  { error: 'the path of a module, or { file: PATH, files: [PATH], inputs: { NAME: TYPE } }' },
)
