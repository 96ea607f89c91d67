import { findModel } from '../../models/findModel.js'
import { featuresOf, type Feature } from '../../models/python/features.js'
import { setupPython } from '../../models/python/setupPython.js'
import { interruptible } from '../interruption.js'
import { namedArtifacts } from '../namedArtifacts.js'

/** Makes the environment that the artifacts need; what they are is read from plans, or they are named themselves. */
export async function setupPythonFor(
  files: readonly string[],
  options: { python?: string; quiet?: boolean },
): Promise<number> {
  const say = (line: string): void => {
    if (options.quiet !== true) process.stderr.write(`${line}\n`)
  }
  const features = new Set<Feature>()
  for (const spec of await namedArtifacts(files)) {
    const { format, path, host } = await findModel(spec)
    const needed = host === 'node' ? [] : await featuresOf(format, path)
    say(`${spec.artifact.shown} (${format}) needs ${needed.length === 0 ? 'no Python' : needed.join(', ')}`)
    for (const feature of needed) features.add(feature)
  }
  if (features.size === 0) return 0
  const { python } = options
  const { folder, installed } = await setupPython({
    features: [...features],
    ...(python === undefined ? {} : { python }),
    progress: (line) => say(`  ${line}`),
    signal: interruptible(),
  })
  say(installed.length === 0 ? `All of it is already in ${folder}` : `Installed in ${folder}`)
  return 0
}
