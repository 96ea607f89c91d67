import { rowsOf, widthOf, type Tensor } from '../../tensor.js'

/** Tells the cases of which something is missing (a NaN, an empty text): only of these may a prepared number be NaN. */
export function findIncomplete(given: readonly Tensor[]): (row: number) => boolean {
  const incomplete = new Uint8Array(rowsOf(given[0]!))
  for (const tensor of given) {
    const width = widthOf(tensor)
    const { data } = tensor
    for (let i = 0; i < data.length; i++) {
      const value = data[i]
      if (value === '' || value !== value) incomplete[Math.floor(i / width)] = 1
    }
  }
  return (row) => incomplete[row] === 1
}
