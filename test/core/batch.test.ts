import { describe, expect, it } from 'vitest'
import { cellText, selectRows, size, type Batch } from '../../src/core/batch.js'

const batch: Batch = {
  rows: 3,
  start: 100,
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.of(1, NaN, 2.5), valid: Uint8Array.of(1, 0, 1) },
    {
      kind: 'text',
      name: 'city',
      codes: Int32Array.of(1, -1, 0),
      dictionary: ['Lyon', 'Brest'],
      valid: Uint8Array.of(1, 0, 1),
    },
    { kind: 'bool', name: 'paid', values: Uint8Array.of(1, 0, 0), valid: null },
    { kind: 'tensor', name: 'pixels', shape: [2], values: Float32Array.of(1, 2, 3, 4, 5, 6), valid: null },
  ],
}

describe('a batch', () => {
  it('gives the rows asked for, in every kind of column', () => {
    const picked = selectRows(batch, Uint32Array.of(0, 2))
    expect(picked.rows).toBe(2)
    expect(picked.columns).toEqual([
      { kind: 'number', name: 'age', values: Float64Array.of(1, 2.5), valid: Uint8Array.of(1, 1) },
      {
        kind: 'text',
        name: 'city',
        codes: Int32Array.of(1, 0),
        dictionary: ['Lyon', 'Brest'],
        valid: Uint8Array.of(1, 1),
      },
      { kind: 'bool', name: 'paid', values: Uint8Array.of(1, 0), valid: null },
      { kind: 'tensor', name: 'pixels', shape: [2], values: Float32Array.of(1, 2, 5, 6), valid: null },
    ])
  })

  it('writes a cell as labels and segments are compared: 1 and not 1.0, true and not 1, nothing where it is missing', () => {
    const [age, city, paid, pixels] = batch.columns
    expect([0, 1, 2].map((row) => cellText(age!, row))).toEqual(['1', null, '2.5'])
    expect([0, 1, 2].map((row) => cellText(city!, row))).toEqual(['Brest', null, 'Lyon'])
    expect([0, 1].map((row) => cellText(paid!, row))).toEqual(['true', 'false'])
    expect(() => cellText(pixels!, 0)).toThrow('holds tensors')
  })

  it('counts the elements of a shape, one for a scalar', () => {
    expect([size([]), size([8, 8]), size([3, 0])]).toEqual([1, 64, 0])
  })
})
