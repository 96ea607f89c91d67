import type { OutputMeasure } from './measure.js'

/** The cosine similarity of the case whose two outputs point most apart. A fact about the set: no interval. */
export const smallestCosineSimilarity: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ smallestCosine, cases }) => ({ value: smallestCosine, interval: null, n: cases, method: 'maximum' }),
}
