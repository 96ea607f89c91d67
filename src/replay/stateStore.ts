import type { StatePlan } from '../models/states.js'
import { widthOf, type NumberData, type Tensor } from '../models/tensor.js'
import { copyRow, emptyData } from '../models/tensorRows.js'

/** The state of every sequence, by its number, for one input; a sequence that has had no case yet has the initial one. */
export class StateStore {
  readonly #plan: StatePlan
  readonly #width: number
  #known = 0
  #states: NumberData

  constructor(plan: StatePlan) {
    this.#plan = plan
    this.#width = widthOf(plan.initial)
    this.#states = emptyData(plan.initial, 0)
  }

  /** The input for one case of each of these sequences. */
  take(sequences: Uint32Array): Tensor {
    const { initial } = this.#plan
    const data = emptyData(initial, sequences.length * this.#width)
    sequences.forEach((sequence, at) => {
      if (sequence < this.#known) copyRow(this.#states, sequence, data, at, this.#width)
      else copyRow(initial.data, 0, data, at, this.#width)
    })
    return { ...initial, shape: [sequences.length, ...initial.shape.slice(1)], data }
  }

  /** Keeps the state after one case of each of these sequences. `count` sequences are known by now. */
  keep(output: Tensor, sequences: Uint32Array, count: number): void {
    this.#grow(count)
    const data = output.data as NumberData
    sequences.forEach((sequence, at) => copyRow(data, at, this.#states, sequence, this.#width))
  }

  #grow(count: number): void {
    const { initial } = this.#plan
    const room = this.#width === 0 ? count : this.#states.length / this.#width
    if (count > room) {
      const states = emptyData(initial, Math.max(count, 2 * room) * this.#width)
      states.set(this.#states as never)
      this.#states = states
    }
    for (; this.#known < count; this.#known++) copyRow(initial.data, 0, this.#states, this.#known, this.#width)
  }
}
