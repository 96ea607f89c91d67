/** Numbers of each case, kept in the pieces in which they came; joined once, when they are read. */
export interface CaseChunks {
  chunks: Float64Array[]
}

export function emptyChunks(): CaseChunks {
  return { chunks: [] }
}

/** Keeps a copy: the batch's own buffer may be reused or be part of a larger one. */
export function addChunk(state: CaseChunks, values: Float64Array): void {
  if (values.length > 0) state.chunks.push(values.slice())
}

export function mergeChunks(a: CaseChunks, b: CaseChunks): CaseChunks {
  return { chunks: [...a.chunks, ...b.chunks] }
}

export function joinChunks(state: CaseChunks): Float64Array {
  if (state.chunks.length === 1) return state.chunks[0]!
  const joined = new Float64Array(state.chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of state.chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  if (joined.length > 0) state.chunks = [joined]
  return joined
}
