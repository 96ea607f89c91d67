import type { Field } from '../../core/batch.js'
import type { Signature } from '../../core/signature.js'
import type { EndpointSpec } from '../../core/spec.js'
import type { Task } from '../../core/task.js'
import type { Tensor } from '../tensor.js'
import type { Client } from './client.js'

/** What a protocol may look at to learn what the model takes and gives. */
export interface EndpointContext {
  readonly spec: EndpointSpec
  readonly client: Client
  /** Columns of the sets that may serve as inputs, where neither the server nor the plan says which are. */
  readonly fields: readonly Field[]
  readonly task: Task
}

/** A model that is known by its server: one file for each protocol makes one of these. */
export interface Connection {
  /** An output without axes is one whose type and shape only an answer shows. */
  readonly signature: Signature
  /** What the server says of itself: `mlserver 1.7.1`. */
  readonly runtime: string
  /** The version that answers, where the server tells. */
  readonly version: string | null
  /** Whether a missing number can be sent: as null. */
  readonly takesMissing: boolean
  /** The request for some cases. */
  request(inputs: readonly Tensor[], wanted: readonly string[]): Ask
  /** The wanted outputs in an answer for `rows` cases; throws what `badAnswer` makes when it is not what was asked for. */
  read(answer: unknown, rows: number, wanted: readonly string[]): readonly Tensor[]
}

export interface Ask {
  readonly url: string
  readonly body: string
}

/** What is wrong with an answer; where it came from is added by who asked. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer'
  readonly hint: string

  constructor(
    message: string,
    hint = 'Look at what the server sends for one case; is it the model and the protocol that the plan names?',
  ) {
    super(message)
    this.hint = hint
  }
}
