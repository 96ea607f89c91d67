import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { RecetteError, RecetteErrors, type Position } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { FileRef, SetSpec } from '../core/spec.js'
import { cardSchema, type Card } from './card.js'
import { firstLine } from './errors.js'

/** A card and where its parts stand in the file. */
export interface LoadedCard {
  readonly card: Card
  readonly file: FileRef
  at(path: readonly PropertyKey[]): Position
}

/**
 * The card of a set: the one that the plan names; else `<file>.card.yaml`, with or without the file's extension; else `card.yaml` of
 * the folder, unless it lists its `files` and this is none of them. Null if there is none.
 */
export async function loadCard(spec: SetSpec): Promise<LoadedCard | null> {
  if (spec.card !== undefined) {
    const text = await readIfThere(spec.card.path)
    if (text === null) throw noSuchCard(spec.card)
    return describes(parseCard(text, spec.card), spec, true)
  }
  for (const { file, isOwn } of usualPlaces(spec.file)) {
    const text = await readIfThere(file.path)
    if (text !== null) return describes(parseCard(text, file), spec, isOwn)
  }
  return null
}

function usualPlaces(file: FileRef): { file: FileRef; isOwn: boolean }[] {
  const beside = (name: string): FileRef => {
    const cut = Math.max(file.shown.lastIndexOf('/'), file.shown.lastIndexOf('\\')) + 1
    return { path: join(dirname(file.path), name), shown: `${file.shown.slice(0, cut)}${name}` }
  }
  const name = basename(file.path)
  const stem = basename(name, extname(name))
  return [
    { file: beside(`${name}.card.yaml`), isOwn: true },
    { file: beside(`${stem}.card.yaml`), isOwn: true },
    { file: beside('card.yaml'), isOwn: false },
  ]
}

function describes(loaded: LoadedCard, spec: SetSpec, isOwn: boolean): LoadedCard | null {
  const { files } = loaded.card
  const name = basename(spec.file.path)
  if (files === undefined || name in files) return loaded
  if (!isOwn) return null
  throw new RecetteError(
    'CARD_OTHER_FILES',
    `${loaded.file.shown} is the card of ${Object.keys(files).join(', ')}, not of ${name}.${didYouMean(name, Object.keys(files))}`,
    `Add ${name} under \`files:\` in the card, or name another card.`,
    { kind: 'usage', at: loaded.at(['files']) },
  )
}

function parseCard(text: string, file: FileRef): LoadedCard {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (path: readonly PropertyKey[]) => positionOf(document, lines, path, file)
  if (document.errors.length > 0) {
    throw new RecetteErrors(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0])
        return invalid(file, `is not valid YAML: ${firstLine(error)}`, { file: file.shown, line, column: col })
      }),
    )
  }
  const parsed = cardSchema.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    throw new RecetteErrors(parsed.error.issues.flatMap((issue) => explain(issue, file, at)))
  }
  return { card: parsed.data, file, at }
}

function explain(issue: z.core.$ZodIssue, file: FileRef, at: LoadedCard['at']): RecetteError[] {
  const where = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys')
    return [invalid(file, `${where === '' ? 'as a whole' : `at ${where}`}: ${issue.message}`, at(issue.path))]
  return issue.keys.map((key) =>
    invalid(
      file,
      `has an unknown key "${key}"${where === '' ? '' : ` in ${where}`}.${didYouMean(key, knownKeys(issue.path))}`,
      at([...issue.path, key]),
    ),
  )
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  const { shape } = cardSchema
  if (path[0] === 'columns') return ['name', 'type', 'shape', 'unit', 'personal', 'description']
  if (path[0] === 'csv') return ['delimiter', 'quote', 'decimal', 'encoding', 'dateFormat']
  return path[0] === 'files' ? ['rows', 'sha256'] : Object.keys(shape)
}

function invalid(file: FileRef, what: string, at: Position): RecetteError {
  return new RecetteError(
    'CARD_INVALID',
    `${file.shown} ${what}`,
    'See harness/schema/card.schema.json for what a card may say.',
    {
      kind: 'usage',
      at,
    },
  )
}

/** Line and column of a key or value; of the nearest part above it that is written. */
function positionOf(document: Document, lines: LineCounter, path: readonly PropertyKey[], file: FileRef): Position {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
    if (!Array.isArray(range) || typeof range[0] !== 'number') continue
    const { line, col } = lines.linePos(range[0])
    return { file: file.shown, line, column: col }
  }
  return { file: file.shown, line: 1, column: 1 }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function noSuchCard(file: FileRef): RecetteError {
  return new RecetteError(
    'CARD_NOT_FOUND',
    `There is no card ${file.shown}.`,
    'Check the path under `card:` in the plan.',
    {
      kind: 'usage',
      at: { file: file.shown },
    },
  )
}
