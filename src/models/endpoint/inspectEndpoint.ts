import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Field } from '../../core/batch.js'
import type { Signature } from '../../core/signature.js'
import type { EndpointSpec } from '../../core/spec.js'
import type { Task } from '../../core/task.js'
import { openEndpoint } from './openEndpoint.js'

export interface EndpointInspection {
  readonly format: string
  readonly runtime: string
  readonly signature: Signature
}

/** What a server says of its model; no case is sent. */
export async function inspectEndpoint(
  spec: EndpointSpec,
  {
    fields = [],
    task,
    signal,
  }: { readonly fields?: readonly Field[]; readonly task: Task; readonly signal: AbortSignal },
): Promise<EndpointInspection> {
  const folder = await mkdtemp(join(tmpdir(), 'recette-look-'))
  try {
    await using endpoint = await openEndpoint(spec, { fields, task, folder, signal })
    const { format, runtime, signature } = endpoint
    return { format, runtime, signature }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
