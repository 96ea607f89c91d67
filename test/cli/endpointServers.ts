import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chance, sendJson, type Handler, type Request } from '../models/endpoint/startServer.js'
import { tfServing } from '../models/endpoint/tfServingServer.js'
import { temporaryFolder } from './runCli.js'

export const ROWS = 40
/** With characters that are written otherwise in a URL and in JSON. */
export const TOKEN = 'tok+9f8e/7d6c=5b4a"3210'

/** One protocol: a server that speaks it, and what the plan says of it. */
export interface Spoken {
  readonly name: string
  /** Answers what is asked of the server itself, by GET. */
  readonly describe: Handler
  /** The cases of a request. */
  cases(json: unknown): readonly { readonly a: number; readonly b: number }[]
  /** The answer that holds these, one a case. */
  wrap(values: readonly unknown[]): unknown
  readonly plan: readonly string[]
}

const JSON_API: Spoken = {
  name: 'json',
  describe: (_, response) => sendJson(response, {}, 404),
  cases: (json) => (json as { cases: { a: number; b: number }[] }).cases,
  wrap: (values) => ({ scores: values }),
  plan: ['request: { cases: { each: { a: "{a}", b: "{b}" } } }', 'answer: scores.*'],
}

const TF_SERVING: Spoken = {
  name: 'tf-serving',
  describe: tfServing(),
  cases: (json) => (json as { instances: { a: number; b: number[] }[] }).instances.map(({ a, b }) => ({ a, b: b[0]! })),
  wrap: (values) => ({ predictions: values }),
  plan: ['model: churn'],
}

const OIP: Spoken = {
  name: 'oip-v2',
  describe({ path }, response) {
    if (path === '/v2') return sendJson(response, { name: 'churn-server', version: '1.0' })
    const tensor = (name: string, ...shape: number[]): object => ({ name, datatype: 'FP64', shape })
    return sendJson(response, {
      name: 'churn',
      versions: ['1'],
      inputs: [tensor('a', -1), tensor('b', -1)],
      outputs: [tensor('scores', -1, 2)],
    })
  },
  cases(json) {
    const { inputs } = json as { inputs: { name: string; data: number[] }[] }
    const of = (name: string): number[] => inputs.find((input) => input.name === name)!.data
    return of('a').map((a, i) => ({ a, b: of('b')[i]! }))
  },
  wrap: (values) => ({
    model_name: 'churn',
    model_version: '1',
    outputs: [
      {
        name: 'scores',
        datatype: 'FP64',
        shape: [values.length, Array.isArray(values[0]) ? values[0].length : 2],
        data: values.flat(),
      },
    ],
  }),
  plan: ['model: churn'],
}

const MLFLOW: Spoken = {
  name: 'mlflow',
  describe: (_, response) => void response.end('3.17.2'),
  cases(json) {
    const { columns, data } = (json as { dataframe_split: { columns: string[]; data: number[][] } }).dataframe_split
    return data.map((row) => ({ a: row[columns.indexOf('a')]!, b: row[columns.indexOf('b')]! }))
  },
  wrap: (values) => ({ predictions: values }),
  plan: [],
}

export const PROTOCOLS: readonly Spoken[] = [JSON_API, TF_SERVING, OIP, MLFLOW]

/** What a good server answers to the cases of a request; `json` has one score, the others have one for each label. */
export function scoresOf({ name, cases }: Spoken, json: unknown): unknown[] {
  return cases(json).map(({ a, b }) => {
    const yes = chance(a, b)
    return name === 'json' ? yes : [1 - yes, yes]
  })
}

export type Spoiler = (spoken: Spoken, ...rest: Parameters<Handler>) => void

/** A server that describes itself well, and answers cases as it is told to. */
export function serve(spoken: Spoken, answer: Spoiler): Handler {
  return (request: Request, response) =>
    request.method === 'GET' ? spoken.describe(request, response) : answer(spoken, request, response)
}

export const answerWell: Spoiler = (spoken, { json }, response) =>
  sendJson(response, spoken.wrap(scoresOf(spoken, json)))

/** A folder with a set, old's recorded answers and a plan whose new model is asked at `url`. */
export function layEndpoint({ name, plan }: Spoken, url: string, more: readonly string[] = []): string {
  const folder = temporaryFolder()
  const cases = Array.from({ length: ROWS }, (_, i) => [((i * 37) % 101) / 25 - 2, ((i * 53) % 97) / 24 - 2] as const)
  const line = ([a, b]: readonly [number, number], i: number): string =>
    `c${i},${a},${b},${chance(a, b) >= 0.5 ? 'yes' : 'no'}`
  writeFileSync(join(folder, 'test.csv'), `id,a,b,label\n${cases.map(line).join('\n')}\n`)
  writeFileSync(join(folder, 'old.csv'), `id,p_yes\n${cases.map(([a, b], i) => `c${i},${chance(a, b)}`).join('\n')}\n`)
  writeFileSync(
    join(folder, 'recette.yaml'),
    `recette: 1
task: classification
models:
  old: { predictions: old.csv, id: id, score: p_yes, labels: ["no", "yes"] }
  new:
    labels: ["no", "yes"]
    endpoint:
      protocol: ${name}
      url: ${url}
      batch: 8
      token: { env: RECETTE_TEST_TOKEN }
${[...plan, ...more].map((text) => `      ${text}\n`).join('')}sets: { test: test.csv }
columns: { id: id, label: label, positive: "yes" }
criteria:
  - { measure: accuracy, maxDegradation: 20 points }
`,
  )
  return folder
}
