import { chance, sendJson, type Handler } from './startServer.js'

/**
 * TensorFlow Serving's REST API for one model of two inputs, as its documentation and its own answers have it (states, metadata,
 * rows and columns, error texts). The real one is a C++ server that no package registry carries, so this stands in for it.
 * @see https://www.tensorflow.org/tfx/serving/api_rest
 */
export function tfServing(options: { versions?: readonly string[]; outputs?: 1 | 2 } = {}): Handler {
  const versions = options.versions ?? ['3']
  return ({ method, path, json }, response) => {
    if (method === 'GET' && path === '/v1/models/churn')
      return sendJson(response, {
        model_version_status: versions.map((version) => ({
          version,
          state: 'AVAILABLE',
          status: { error_code: 'OK', error_message: '' },
        })),
      })
    const match = /^\/v1\/models\/churn\/versions\/(\d+)(\/metadata|:predict)$/.exec(path)
    if (match === null || !versions.includes(match[1]!))
      return sendJson(response, { error: `Malformed request: ${method} ${path}` }, 404)
    if (match[2] === '/metadata') return sendJson(response, metadata(match[1]!, options.outputs ?? 1))
    const body = json as { instances?: { a: number; b: number[] }[]; inputs?: { a: number[]; b: number[][] } }
    if (body.instances !== undefined) {
      const rows = body.instances.map(({ a, b }) => scores(a, b[0]!))
      return sendJson(response, {
        predictions:
          options.outputs === 2 ? rows.map((row) => ({ scores: row, best: row[0]! > row[1]! ? 'no' : 'yes' })) : rows,
      })
    }
    if (body.inputs !== undefined) {
      const { a, b } = body.inputs
      const rows = a.map((value, index) => scores(value, b[index]![0]!))
      return sendJson(response, {
        outputs:
          options.outputs === 2 ? { scores: rows, best: rows.map((row) => (row[0]! > row[1]! ? 'no' : 'yes')) } : rows,
      })
    }
    return sendJson(response, { error: "Missing 'inputs' or 'instances' key" }, 400)
  }
}

function scores(a: number, b: number): [number, number] {
  const yes = Math.fround(chance(a, b))
  return [Math.fround(1 - yes), yes]
}

function metadata(version: string, outputs: 1 | 2): object {
  return {
    model_spec: { name: 'churn', signature_name: '', version },
    metadata: {
      signature_def: {
        signature_def: {
          serving_default: {
            inputs: { a: tensor('DT_FLOAT', -1), b: tensor('DT_FLOAT', -1, 1) },
            outputs: {
              scores: tensor('DT_FLOAT', -1, 2),
              ...(outputs === 2 ? { best: tensor('DT_STRING', -1) } : {}),
            },
            method_name: 'tensorflow/serving/predict',
          },
          __saved_model_init_op: { inputs: {}, outputs: {}, method_name: '' },
        },
      },
    },
  }
}

function tensor(dtype: string, ...sizes: number[]): object {
  return {
    dtype,
    tensor_shape: { dim: sizes.map((size) => ({ size: String(size), name: '' })), unknown_rank: false },
    name: 'x:0',
  }
}
