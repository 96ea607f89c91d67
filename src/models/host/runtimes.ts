import type { ArtifactFile, LoadRuntime, Runtime } from './runtime.js'

/** Which module runs which format. Only the one that is needed is imported. */
const LOADERS: Readonly<Record<string, () => Promise<LoadRuntime>>> = {
  onnx: async () => (await import('./onnx.js')).loadOnnx,
  'tensorflow-savedmodel': async () => (await import('./savedModel.js')).loadSavedModel,
  'tfjs-layers': async () => (await import('./tfjsLayers.js')).loadTfjsLayers,
  'tfjs-graph': async () => (await import('./tfjsGraph.js')).loadTfjsGraph,
}

export async function loadRuntime(file: ArtifactFile & { readonly format: string }): Promise<Runtime> {
  const loader = LOADERS[file.format]
  if (loader === undefined) throw new Error(`bug: no runtime for format ${file.format}`)
  return (await loader())(file)
}
