import type { PlanPath } from './problemList.js'

/** `*` stands for any one key or position, `**` for the rest. */
const TEXT_PLACES: readonly (readonly (string | number)[])[] = [
  ['title'],
  ['targetUnit'],
  ['costUnit'],
  ['parties', '*'],
  ['models', '*', 'labels', '*'],
  ['models', '*', 'inputs', '**'],
  ['models', '*', 'scores', '*'],
  ...['artifact', 'predictions', 'output', 'trust', 'signature', 'id', 'score', 'predicted', 'value'].map((key) => [
    'models',
    '*',
    key,
  ]),
  ['models', '*', 'predictions', '*'],
  ['models', '*', 'despite', '*'],
  ['models', '*', 'prepare'],
  ['models', '*', 'prepare', 'file'],
  ['models', '*', 'prepare', 'files', '*'],
  ['labels', '*', '**'],
  ['sets', '*'],
  ['sets', '*', 'file'],
  ['sets', '*', 'card'],
  ...['id', 'label', 'positive', 'group', 'order', 'cluster', 'weight'].map((key) => ['columns', key]),
  ['columns', 'segments', '*'],
  ['columns', 'segments', '*', 'column'],
  ...[0, 1].flatMap((place) => [
    ['columns', 'segments', '*', place],
    ['columns', 'segments', '*', place, 'column'],
    ['columns', 'segments', '*', 'cross', place],
    ['columns', 'segments', '*', 'cross', place, 'column'],
    ['criteria', '*', 'by', place],
  ]),
  ['columns', 'features', '*'],
  ['search', 'columns', '*'],
  ...['class', 'column', 'by', 'on', 'waived'].map((key) => ['criteria', '*', key]),
]

const NUMBERS_IN_INPUTS = new Set([
  'multiply',
  'add',
  'initial',
  'size',
  'shortSide',
  'padWith',
  'scale',
  'mean',
  'std',
])

/** Whether the plan wants text at `path`, so that a scalar there is kept as it was written. */
export function isTextPlace(path: PlanPath): boolean {
  // Below the name of the input, which may be any of these words.
  const isNumber = path.slice(4).some((step) => NUMBERS_IN_INPUTS.has(String(step)))
  if (path[0] === 'models' && path[2] === 'inputs' && isNumber) return false
  return TEXT_PLACES.some((place) => matches(place, path))
}

function matches(place: readonly (string | number)[], path: PlanPath): boolean {
  const open = place.at(-1) === '**'
  if (open ? path.length < place.length : path.length !== place.length) return false
  return place.every((step, index) => step === '*' || step === '**' || step === path[index])
}
