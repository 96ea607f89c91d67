import { findModel } from '../../models/findModel.js'
import { setupTensorflow } from '../../models/tensorflow/setupTensorflow.js'
import { EXIT } from '../exitCodes.js'
import { interruptible } from '../interruption.js'
import { namedArtifacts } from '../namedArtifacts.js'

/** Native TensorFlow in the user's cache folder; where plans or artifacts are named, only if one of them is a SavedModel. */
export async function setupNativeTensorflow(files: readonly string[], options: { quiet?: boolean }): Promise<number> {
  const say = (line: string): void => {
    if (options.quiet !== true) process.stderr.write(`${line}\n`)
  }
  if (files.length > 0 && !(await holdSavedModel(files))) {
    say('None of them is a SavedModel: native TensorFlow is not needed')
    return EXIT.pass
  }
  const { installation, installed } = await setupTensorflow({
    progress: (line) => say(`  ${line}`),
    signal: interruptible(),
  })
  const { folder, version, library } = installation
  say(`tfjs-node ${version} with TensorFlow ${library} is ${installed ? 'installed' : 'already'} in ${folder}`)
  return EXIT.pass
}

async function holdSavedModel(files: readonly string[]): Promise<boolean> {
  const sources = await Promise.all((await namedArtifacts(files)).map(findModel))
  return sources.some(({ format }) => format === 'tensorflow-savedmodel')
}
