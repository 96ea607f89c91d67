import { join } from 'node:path'
import type { Field } from '../../core/batch.js'
import { canonicalJson } from '../../core/canonicalJson.js'
import { sha256 } from '../../core/digest.js'
import type { InputMapping } from '../../core/result.js'
import type { Signature } from '../../core/signature.js'
import type { EndpointProtocol, EndpointSpec } from '../../core/spec.js'
import type { Task } from '../../core/task.js'
import { guard } from '../guard.js'
import type { Model } from '../model.js'
import { shownName } from '../shownName.js'
import { AnswerStore } from './answerStore.js'
import { askEndpoint } from './askEndpoint.js'
import { openClient } from './client.js'
import { describeEndpoint, identifyEndpoint } from './identifyEndpoint.js'
import { learnSignature } from './learnSignature.js'
import { connectMlflow } from './mlflow.js'
import { connectOip } from './oip.js'
import { connectPlainJson } from './plainJson.js'
import type { Connection, EndpointContext } from './protocol.js'
import { RefusalLog } from './refusalLog.js'
import { connectTfServing } from './tfServing.js'

/** Every protocol that is spoken, with its line in core's ENDPOINT_PROTOCOLS. */
const PROTOCOLS: Readonly<Record<EndpointProtocol, (context: EndpointContext, who: string) => Promise<Connection>>> = {
  'oip-v2': connectOip,
  'tf-serving': connectTfServing,
  mlflow: connectMlflow,
  json: connectPlainJson,
}

export interface EndpointOptions {
  readonly fields: readonly Field[]
  readonly task: Task
  /** Where answers are kept. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** A model on a server that has said who it is. */
export interface Endpoint extends AsyncDisposable {
  readonly signature: Signature
  readonly runtime: string
  /** E.g. `endpoint:oip-v2`. */
  readonly format: string
  /** Digest of what is called: protocol, address, model, version, request. No secret is in it. */
  readonly sha256: string
  /** The model for one set: what it answers is stored, and what is stored is not asked again. */
  modelFor(
    set: { readonly sha256: string },
    inputs: readonly InputMapping[],
    /** Where several outputs are asked for: which. An answer is stored with these alone, so that it serves no other choice. */
    wanted?: readonly string[],
  ): Promise<Model>
  /** Cases, of the sets asked for so far, that an earlier run had asked already. */
  keptAnswers(): number
}

export async function openEndpoint(spec: EndpointSpec, options: EndpointOptions): Promise<Endpoint> {
  const { fields, task, folder, signal } = options
  const who = `${spec.side} (${shownName(spec)})`
  const client = openClient({ spec, who, log: new RefusalLog(folder), signal })
  const connection = await PROTOCOLS[spec.protocol]({ spec, client, fields, task }, who)
  const learned = learnSignature(connection.signature, spec, task)
  const identity = describeEndpoint(spec, connection.version)
  const stores: AnswerStore[] = []
  return {
    get signature() {
      return learned.signature
    },
    runtime: connection.version === null ? connection.runtime : `${connection.runtime}, version ${connection.version}`,
    format: `endpoint:${spec.protocol}`,
    sha256: identifyEndpoint(spec, connection.version),
    async modelFor(set, inputs, wanted) {
      const { side, outputIs, output, labels } = spec
      const header = {
        recette: 'answers',
        version: 1,
        side,
        endpoint: identity,
        set: set.sha256,
        mapping: {
          inputs,
          ports: connection.signature.inputs,
          output,
          outputIs,
          labels,
          ...(wanted === undefined ? {} : { wanted }),
        },
      }
      const store = await AnswerStore.open(join(folder, `${sha256(canonicalJson(header)).slice(0, 32)}.jsonl`), header)
      stores.push(store)
      return guard(askEndpoint({ spec, who, client, connection, learned, store, signal }), who, {
        keepNotFinite: task === 'tensors',
      })
    },
    keptAnswers: () => stores.reduce((sum, { kept }) => sum + kept, 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(stores.splice(0).map((store) => store[Symbol.asyncDispose]()))
    },
  }
}
