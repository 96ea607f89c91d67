// What a TF.js model answers, for harness/make/examples.py: JSON on stdin { folder, inputs: { name: rows } }, rows of numbers on stdout.
// Plain TensorFlow.js on its reference CPU backend, nothing of Recette: an independent check of the files.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { loadLayersModel } from '@tensorflow/tfjs-layers'

await import('@tensorflow/tfjs-backend-cpu')
const { folder, inputs } = JSON.parse(readFileSync(0, 'utf8'))
const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'))
const [{ paths, weights }] = json.weightsManifest
const bytes = Buffer.concat(paths.map((path) => readFileSync(join(folder, path))))
const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
const handler = { load: async () => ({ ...json, weightSpecs: weights, weightData }) }

const model = await (json.format === 'graph-model' ? loadGraphModel(handler) : loadLayersModel(handler))
const tensors = Object.fromEntries(Object.entries(inputs).map(([name, rows]) => [name, tf.tensor2d(rows)]))
const answer = json.format === 'graph-model' ? model.predict(tensors) : model.predict(Object.values(tensors)[0])
process.stdout.write(JSON.stringify(await answer.array()))
