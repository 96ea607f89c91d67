import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { FileRef } from '../core/spec.js'

export type TableFormat = 'csv' | 'ndjson' | 'parquet' | 'arrow-file' | 'arrow-stream'

/** The format by what the file begins with; its extension counts where text says nothing, and where the two disagree. */
export async function findFormat(file: FileRef): Promise<TableFormat> {
  await requireFile(file)
  const head = await readHead(file.path)
  const extension = extname(file.path).toLowerCase()
  if (head.length === 0)
    throw new RecetteError(
      'SET_EMPTY',
      `${file.shown} is empty (0 bytes).`,
      'Export the set again, or name another file.',
      { at: { file: file.shown } },
    )
  const start = head.toString('latin1')
  if (start.startsWith('PAR1')) return 'parquet'
  if (start.startsWith('ARROW1')) return 'arrow-file'
  if (['.csv', '.tsv', '.txt'].includes(extension)) return isPacked(start) ? unsupported(file, start) : 'csv'
  if (['.ndjson', '.jsonl'].includes(extension)) return isPacked(start) ? unsupported(file, start) : 'ndjson'
  if (['.arrow', '.arrows', '.ipc', '.feather'].includes(extension)) {
    if (head.readUInt32LE(0) === 0xffffffff) return 'arrow-stream'
    throw notWhatItsNameSays(file, 'Arrow', '"ARROW1" or the mark of an Arrow stream', head)
  }
  if (['.parquet', '.pq'].includes(extension)) throw notWhatItsNameSays(file, 'Parquet', '"PAR1"', head)
  return unsupported(file, start)
}

async function requireFile(file: FileRef): Promise<void> {
  const at = { file: file.shown }
  const found = await stat(file.path).catch(() => null)
  if (found === null) {
    const siblings = await readdir(dirname(file.path)).catch(() => null)
    const nearest = siblings === null ? ` Its folder does not exist either.` : didYouMean(basename(file.path), siblings)
    throw new RecetteError(
      'SET_NOT_FOUND',
      `There is no file ${file.shown}.${nearest}`,
      'Check the path of the set: in a plan it is relative to the plan.',
      { kind: 'usage', at },
    )
  }
  if (found.isDirectory()) {
    const tables = (await readdir(file.path))
      .filter((name) => /\.(csv|tsv|txt|ndjson|jsonl|parquet|arrow|feather)$/i.test(name))
      .sort()
    const inside = tables.length === 0 ? 'It holds no set.' : `It holds ${tables.slice(0, 5).join(', ')}.`
    throw new RecetteError(
      'SET_IS_FOLDER',
      `${file.shown} is a folder; a set is one file. ${inside}`,
      'Name one file: CSV, NDJSON, Parquet or Arrow.',
      { kind: 'usage', at },
    )
  }
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function notWhatItsNameSays(file: FileRef, format: string, expected: string, head: Buffer): RecetteError {
  return new RecetteError(
    'SET_UNREADABLE',
    `${file.shown} is not ${format}: it begins with ${JSON.stringify(head.subarray(0, 6).toString('latin1'))}, expected ${expected}.`,
    'Copy the file again from its source and compare its sha256 with the sender; or give it the extension of what it holds.',
    { at: { file: file.shown } },
  )
}

function isPacked(start: string): boolean {
  return start.startsWith('PK') || start.startsWith('\x1f\x8b')
}

function unsupported(file: FileRef, start: string): never {
  const [what, hint] = start.startsWith('PK')
    ? ['a zip archive or an office workbook', 'Save the sheet as CSV, or unpack the archive.']
    : start.startsWith('\x1f\x8b')
      ? ['compressed with gzip', 'Unpack it first: gunzip FILE.']
      : [
          'of a kind that is not read',
          'Sets are CSV (.csv, .tsv, .txt), NDJSON (.ndjson, .jsonl), Parquet (.parquet) or Arrow IPC (.arrow, .feather).',
        ]
  throw new RecetteError('SET_FORMAT_UNSUPPORTED', `${file.shown} is ${what}.`, hint, { at: { file: file.shown } })
}
