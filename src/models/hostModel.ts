import { resolve } from 'node:path'
import type { Field } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec } from '../core/spec.js'
import type { PreparationRecord } from '../core/result.js'
import type { Signature } from '../core/signature.js'
import { givenShapes } from './givenShapes.js'
import { hookRequest, layHook } from './hook/hookRequest.js'
import { recordHook, type Hook } from './hook/readHook.js'
import type { BatchAxis } from './batchAxis.js'
import type { WeightsReport } from '../core/weights.js'
import { crash, outOfStep, timeout, toldByHost, tooMuchMemory } from './hostFailure.js'
import { startHost, type HostProcess } from './hostProcess.js'
import type { HostProgram } from './hostProgram.js'
import type { Answer, Model, OpenModelOptions } from './model.js'
import { PROTOCOL, WANTED, type HostMessage, type HostWarning } from './protocol.js'
import { rowsOf, type Tensor } from './tensor.js'
import { decodeTensors, TensorWriter } from './tensorStream.js'
import { startDeadline, type Deadline } from './deadline.js'
import { watchMemory } from './watchMemory.js'
import { withResolvers, type PromiseWithResolversOf } from './withResolvers.js'

const BROKEN_STREAM_MS = 2_000

type Ready = Extract<HostMessage, { type: 'ready' }>

/** What a host is given beside the artifact. */
export interface Surroundings {
  /** Files and folders that the artifact is made of; the named file alone unless told. */
  readonly readable?: readonly string[]
  /** What stands before the artifact, and the columns of the set that it may take. */
  readonly preparation?: { readonly hook: Hook; readonly fields: readonly Field[] } | null
}

/** Starts a host for the artifact and waits until it is loaded. `who` is how messages name the model: `new (onnx)`. */
export async function openInHost(
  spec: ArtifactSpec,
  format: string,
  program: HostProgram,
  who: string,
  { signal, threads, fields }: OpenModelOptions = {},
  { readable = [spec.artifact.path], preparation = null }: Surroundings = {},
): Promise<Model> {
  signal?.throwIfAborted()
  const host = await startHost(
    async (scratch) => {
      if (preparation !== null) await layHook(preparation.hook, scratch)
      return {
        format,
        // The host's own folder is another.
        path: resolve(spec.artifact.path),
        shown: spec.artifact.shown,
        ...(spec.trust === undefined ? {} : { trust: spec.trust }),
        ...(spec.despite === undefined ? {} : { despite: spec.despite }),
        ...(spec.signature === undefined ? {} : { signature: spec.signature }),
        ...(threads === undefined ? {} : { threads }),
        ...(typeof spec.batch === 'number' ? { step: spec.batch } : {}),
        ...(format === 'torchscript' && fields !== undefined && preparation === null
          ? { given: givenShapes(spec, fields) }
          : {}),
        ...(preparation === null ? {} : { prepare: hookRequest(preparation.hook, spec, preparation.fields, scratch) }),
      }
    },
    program,
    readable,
  )
  const model = new HostModel(host, spec, who, signal, preparation?.hook ?? null)
  try {
    await model.ready()
    return model
  } catch (error) {
    await model[Symbol.asyncDispose]()
    throw error
  }
}

interface Pending {
  readonly rows: number
  /** The set's row number of one of its cases, by its place. */
  readonly inSet: (row: number) => number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** The parent's end of the protocol. */
class HostModel implements Model {
  readonly #host: HostProcess
  readonly #spec: ArtifactSpec
  readonly #who: string
  readonly #hook: Hook | null
  readonly #pending: Pending[] = []
  /** What came first of the two halves of an answer waits for the other. */
  readonly #times: { readonly rows: number; readonly elapsedNs: number }[] = []
  readonly #outputs: (readonly Tensor[])[] = []
  readonly #loaded: PromiseWithResolversOf<Ready>
  readonly #release: () => void
  #ready: Ready | undefined
  #writer: TensorWriter | undefined
  #wanted = ''
  #deadline: Deadline
  #peakMemoryBytes = 0
  #failure: unknown
  #disposed = false

  constructor(host: HostProcess, spec: ArtifactSpec, who: string, signal: AbortSignal | undefined, hook: Hook | null) {
    this.#hook = hook
    this.#host = host
    this.#spec = spec
    this.#who = who
    this.#loaded = withResolvers()
    this.#deadline = this.#startDeadline()
    const stopWatching = watchMemory(host.pid, spec.memoryBytes, (used) =>
      this.#fail(tooMuchMemory(who, this.#doing(), used, spec.memoryBytes)),
    )
    const abort = (): void => this.#fail(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    this.#release = () => {
      this.#deadline.stop()
      stopWatching()
      signal?.removeEventListener('abort', abort)
    }
    host.listen(
      (message) => this.#receive(message),
      (ending) => {
        if (!this.#disposed) this.#fail(crash(who, this.#doing(), ending, host.log()))
      },
    )
  }

  async ready(): Promise<void> {
    this.#ready = await this.#loaded.promise
    this.#deadline.stop()
  }

  get signature(): Signature {
    return this.#known().signature
  }

  /** Not known here: see `adaptBatch`. */
  readonly batch: BatchAxis = { is: 'dynamic', by: 'detected' }

  get runtime(): string {
    return this.#known().runtime
  }

  get preparation(): PreparationRecord | undefined {
    return this.#hook === null ? undefined : recordHook(this.#hook, this.#known().modelInputs ?? null)
  }

  get warnings(): readonly HostWarning[] {
    return this.#known().warnings ?? []
  }

  get isolation(): readonly string[] {
    return this.#host.isolation
  }

  get weights(): WeightsReport | undefined {
    return this.#known().weights
  }

  get threads(): number | undefined {
    return this.#known().threads
  }

  peakMemoryBytes(): number {
    return this.#peakMemoryBytes
  }

  predict(inputs: readonly Tensor[], wanted?: readonly string[], start = 0, numbers?: Uint32Array): Promise<Answer> {
    if (this.#disposed) return Promise.reject(new Error('bug: predict after dispose'))
    if (this.#failure !== undefined) return Promise.reject(this.#failure as Error)
    return new Promise((resolve, reject) => {
      const writer = this.#openStream(JSON.stringify(wanted ?? null))
      writer.write(inputs)
      this.#pending.push({
        rows: rowsOf(inputs[0]!),
        inSet: (row) => numbers?.[row] ?? start + row,
        resolve,
        reject,
      })
      if (this.#pending.length === 1) this.#deadline = this.#startDeadline()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#disposed) {
      this.#disposed = true
      this.#release()
      this.#rejectAll(new Error('bug: the model was disposed of while it was answering'))
    }
    await this.#host.close()
  }

  #known(): Ready {
    if (this.#ready === undefined) throw new Error('bug: the host is not ready')
    return this.#ready
  }

  /** With the first batch both streams begin: Arrow's reader waits for what the host answers to it. */
  #openStream(wanted: string): TensorWriter {
    if (this.#writer !== undefined) {
      if (wanted !== this.#wanted) throw new Error('bug: the wanted outputs must not change from call to call')
      return this.#writer
    }
    this.#wanted = wanted
    this.#writer = new TensorWriter(new Map([[WANTED, wanted]]))
    this.#writer.pipeTo(this.#host.input).catch((error: unknown) => this.#failLater('take its input', error))
    this.#readAnswers().catch((error: unknown) => this.#failLater('be understood', error))
    return this.#writer
  }

  async #readAnswers(): Promise<void> {
    const { batches } = await decodeTensors(this.#host.output)
    for await (const outputs of batches) {
      this.#outputs.push(outputs)
      this.#settle()
    }
  }

  #receive(message: HostMessage): void {
    switch (message.type) {
      case 'ready':
        this.#peakMemoryBytes = message.peakMemoryBytes
        if (message.protocol === PROTOCOL) this.#loaded.resolve(message)
        else this.#fail(new Error(`bug: the host speaks protocol ${message.protocol}, not ${PROTOCOL}`))
        return
      case 'batch':
        this.#peakMemoryBytes = message.peakMemoryBytes
        this.#times.push(message)
        this.#settle()
        return
      case 'error':
        // Answers that were announced may still be on their way: the call that failed is the first without.
        this.#fail(toldByHost(message, this.#who, this.#pending[this.#times.length]))
    }
  }

  #settle(): void {
    if (this.#times.length === 0 || this.#outputs.length === 0) return
    const { rows, elapsedNs } = this.#times.shift()!
    const outputs = this.#outputs.shift()!
    const call = this.#pending.shift()
    this.#deadline.stop()
    // Answers are told apart by their order alone: one too many, and every later one would be taken for another's.
    if (call === undefined || call.rows !== rows) {
      const failure = outOfStep(this.#who, rows, call?.rows)
      call?.reject(failure)
      return this.#fail(failure)
    }
    if (this.#pending.length > 0) this.#deadline = this.#startDeadline()
    call.resolve({ outputs, elapsedNs })
  }

  #startDeadline(): Deadline {
    const { timeoutMs } = this.#spec
    return startDeadline(timeoutMs, () => this.#fail(timeout(this.#who, this.#doing(), timeoutMs)))
  }

  #doing(): string {
    if (this.#ready === undefined) return `loading ${this.#spec.artifact.shown}`
    const call = this.#pending[0]
    return call === undefined ? 'waiting for cases' : `answering a batch of ${call.rows} cases`
  }

  /** The first failure is the one that is told; there is no way back from it. */
  #fail(error: unknown): void {
    if (this.#failure !== undefined || this.#disposed) return
    this.#failure = error ?? new Error('aborted')
    this.#release()
    this.#host.kill()
    this.#loaded.reject(this.#failure)
    this.#rejectAll(this.#failure)
  }

  /** A broken stream mostly means a dying host, whose ending says more and comes soon. */
  #failLater(what: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    const failure = new RecetteError(
      'MODEL_FAILED',
      `${this.#who}: the host could not ${what}: ${reason}`,
      'If the artifact or its runtime writes to standard output, it disturbs the exchange; else this is a bug in Recette.',
    )
    setTimeout(() => this.#fail(failure), BROKEN_STREAM_MS).unref()
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#pending.splice(0)) reject(error)
  }
}
