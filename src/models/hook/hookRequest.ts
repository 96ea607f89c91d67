import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Field } from '../../core/batch.js'
import type { DType } from '../../core/dtype.js'
import type { Port } from '../../core/signature.js'
import type { ArtifactSpec } from '../../core/spec.js'
import type { HookRequest } from '../protocol.js'
import type { Hook } from './readHook.js'

/** The folder of the preparation inside the host's scratch folder: a host sees these files of it, and no others. */
const FOLDER = 'prepare'

export async function layHook({ files }: Hook, scratch: string): Promise<void> {
  for (const [name, content] of files) {
    const path = join(scratch, FOLDER, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}

/** What the host is told of the preparation. */
export function hookRequest(
  { spec, module }: Hook,
  artifact: ArtifactSpec,
  fields: readonly Field[],
  scratch: string,
): HookRequest {
  const otherwise = mappedInputs(artifact, fields)
  return {
    path: join(scratch, FOLDER, module),
    shown: spec.file.shown,
    ...(spec.inputs === undefined ? {} : { inputs: Object.entries(spec.inputs).map(toPort) }),
    ...(otherwise.length === 0 ? {} : { otherwise }),
  }
}

function toPort([name, dtype]: readonly [string, DType]): Port {
  return { name, dtype, shape: [null] }
}

/** One input for each that the plan maps, of the type and width of its columns. */
function mappedInputs({ inputs = {} }: ArtifactSpec, fields: readonly Field[]): Port[] {
  return Object.entries(inputs).flatMap(([name, uses]) => {
    const columns = uses.flatMap((use) => fields.find((field) => field.name === use.column) ?? [])
    const [first] = columns
    if (first === undefined) return []
    const shape = first.kind === 'tensor' ? (first.shape ?? []) : columns.length === 1 ? [] : [columns.length]
    return [{ name, dtype: typeOf(first.kind), shape: [null, ...shape] }]
  })
}

function typeOf(kind: Field['kind']): DType {
  return kind === 'text' ? 'utf8' : kind === 'bool' ? 'bool' : 'float64'
}
