import { z } from 'zod'
import { ENDPOINT_PROTOCOLS, type Json } from '../core/spec.js'
import { choice, duration, section, text, wholeNumber } from './schemaWords.js'

const json: z.ZodType<Json, Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)

/** The shape of models.X.endpoint; what each protocol needs of it is said by `buildEndpoint`. */
export const endpointSchema = section('a map with the keys protocol and url', {
  protocol: choice(ENDPOINT_PROTOCOLS)
    .optional()
    .describe(
      'oip-v2 (KServe, Triton, MLServer), tf-serving (TensorFlow Serving REST), mlflow (scoring server), json.',
    ),
  url: text('an address such as https://models.example.com')
    .optional()
    .describe('Where the server answers. oip-v2, tf-serving and mlflow: its root, without /v2, /v1 or /invocations.'),
  model: text('the name of a model').optional().describe('oip-v2 and tf-serving: which of the models of the server.'),
  version: text('a version').optional().describe('oip-v2 and tf-serving: the version to ask. The others: its name.'),
  token: section('a map with the key env', {
    env: text('the name of an environment variable').optional(),
    header: text('the name of a header').optional(),
  })
    .meta({ required: ['env'] })
    .optional()
    .describe('The environment variable with the token; sent as Authorization: Bearer, or bare in the header named.'),
  concurrency: wholeNumber(1, 64).optional().describe('Requests on their way at one time. 4 unless told.'),
  rate: z
    .union([z.string({ error: 'a rate such as 10 /s' }), z.number({ error: 'a rate such as 10 /s' })], {
      error: 'a rate such as 10 /s or 600 /min',
    })
    .optional()
    .describe('Most requests in a time: 10 /s, 600 /min. No limit unless told.'),
  timeout: duration.optional().describe('Longest wait for one whole answer, at most 5 min. 30 s unless told.'),
  retries: wholeNumber(0, 20).optional().describe('How often a refused request is sent again. 4 unless told.'),
  batch: wholeNumber(1, 100_000)
    .optional()
    .describe('Cases in one request. 64 unless told; protocol json: 1 unless its request holds each.'),
  body: text('a key').optional().describe('tf-serving: instances or inputs. mlflow: dataframe_split or inputs.'),
  request: json
    .optional()
    .describe(
      'Protocol json: what is sent, "{input}" where a value goes; { each: … } stands for a list with one per case.',
    ),
  answer: text('a path such as result.scores')
    .optional()
    .describe('Protocol json: where the answer is, such as result.scores; * stands for each case of a list.'),
}).meta({ required: ['protocol', 'url'] })

export type WrittenEndpoint = z.output<typeof endpointSchema>
