/** A node of a graph, as far as labels are concerned. */
export interface OnnxNode {
  readonly opType: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Those that the node itself holds: a classifier's, or ZipMap's keys. */
  readonly labels: readonly string[] | null
}

/** What makes other numbers of scores: behind these the labels of a classifier before are no longer the output's. */
const NEW_NUMBERS = /^(MatMul|Gemm|Conv|ConvTranspose|Einsum|ReduceMean|ReduceSum|ReduceMax|ReduceMin)$|Regressor$/

/**
 * The labels of each output, where the classifier that gives it tells them: the nearest node upstream that holds labels. An output that two
 * classifiers with other labels lead to has none.
 */
export function labelsByOutput(
  nodes: readonly OnnxNode[],
  outputs: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  return new Map(
    outputs.flatMap((output) => {
      const found = nearestLabels(output, makers)
      const [first] = found
      return first !== undefined && found.every((labels) => isSame(labels, first)) ? [[output, first] as const] : []
    }),
  )
}

function nearestLabels(output: string, makers: ReadonlyMap<string, OnnxNode>): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const seen = new Set<string>()
  const open = [output]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = makers.get(name)
    if (node === undefined || seen.has(name)) continue
    seen.add(name)
    if (node.labels !== null) found.push(node.labels)
    else if (!NEW_NUMBERS.test(node.opType)) open.push(...node.inputs)
  }
  return found
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, index) => label === b[index])
}
