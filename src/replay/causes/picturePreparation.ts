import type { ImagePreparation } from '../../core/image.js'
import type { Change, Hypothesis, Search, Trial } from './hypothesis.js'
import { name } from './mend.js'

/** Part of a preparation, in the place of the plan's. */
type Step = Partial<Pick<ImagePreparation, 'fit' | 'shortSide' | 'interpolation' | 'channels' | 'layout'>> &
  Partial<Numbers>
type Numbers = Pick<ImagePreparation, 'scale' | 'mean' | 'std'>

/** How numbers are made of pixels from 0 to 255: as they are, 0..1, -1..1, inverted; and as the families of published networks have them, RGB. */
const NUMBERS: readonly Numbers[] = [
  { scale: 1, mean: [0], std: [1] },
  { scale: 1 / 255, mean: [0], std: [1] },
  { scale: 1 / 127.5, mean: [1], std: [1] },
  { scale: -1 / 255, mean: [-1], std: [1] },
  { scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  { scale: 1 / 255, mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] },
  { scale: 1, mean: [123.68, 116.779, 103.939], std: [1] },
  { scale: 1 / 255, mean: [0.1307], std: [0.3081] },
]
/** The side from which 224 is cut is 256, as a rule. */
const LARGER = 256 / 224

/** Pictures that the plan prepares otherwise than new was trained on: channels, numbers, size or layout; one of them, or two. */
export const picturePreparation: Hypothesis = {
  cause: 'picture-preparation',
  async find(search): Promise<Trial | null> {
    const input = search.inputs.find(({ image }) => image !== undefined)
    if (input?.image === undefined) return null
    const asked = { input: input.input, as: input.image }
    const steps = stepsFor(input.image, search.oldImage)
    const single = await bestOf(
      search,
      asked,
      steps.map((step) => [step]),
    )
    if (single === null) return null
    const twice = steps.filter((step) => !Object.keys(step).some((key) => key in single.steps[0]!))
    const double = await bestOf(
      search,
      asked,
      twice.map((step) => [...single.steps, step]),
    )
    const best = double !== null && double.distance < single.distance / 2 ? double : single
    return best.distance < search.now ? trialOf(input.columns[0]!.column, asked, best.steps) : null
  },
}

interface Asked {
  readonly input: string
  readonly as: ImagePreparation
}

interface Prepared {
  readonly steps: readonly Step[]
  readonly distance: number
}

async function bestOf(
  search: Search,
  asked: Asked,
  candidates: readonly (readonly Step[])[],
): Promise<Prepared | null> {
  const tried: Prepared[] = []
  for (const steps of candidates) tried.push({ steps, distance: await search.distance(changeOf(asked, steps), true) })
  const [best] = tried.sort((a, b) => a.distance - b.distance)
  return best === undefined ? null : { ...best, distance: await search.distance(changeOf(asked, best.steps)) }
}

/** Old's own preparation comes first where it differs: it is what the pictures went through until now. */
function stepsFor(now: ImagePreparation, old: ImagePreparation | null): readonly Step[] {
  const depth = now.channels === 'gray' ? 1 : 3
  const numbers = [...(old === null ? [] : [inRgb(old)]), ...NUMBERS]
    .filter(({ mean, std }) => mean.length <= depth && std.length <= depth)
    .map((set) => ({ scale: set.scale, mean: spread(set.mean, depth), std: spread(set.std, depth) }))
  const channels: readonly Step[] =
    now.channels === 'gray' ? [] : [{ channels: now.channels === 'rgb' ? 'bgr' : 'rgb' }]
  const layouts: readonly Step[] = depth === 1 ? [] : [{ layout: now.layout === 'nchw' ? 'nhwc' : 'nchw' }]
  return [...channels, ...numbers, ...sizes(now, old), ...layouts].filter((step) => changes(now, step))
}

/** Where pictures have the size already nothing is done to it. */
function sizes(now: ImagePreparation, old: ImagePreparation | null): readonly Step[] {
  if (now.fit === 'exact') return []
  const shortSide = Math.round(Math.min(now.height, now.width) * LARGER)
  const roomy = shortSide >= Math.max(now.height, now.width)
  return [
    ...(old === null || old.fit === 'exact'
      ? []
      : [{ fit: old.fit, shortSide: null, interpolation: old.interpolation }]),
    { fit: 'stretch', shortSide: null },
    { fit: 'crop', shortSide: null },
    ...(roomy ? [{ fit: 'crop', shortSide } as const] : []),
    { fit: 'pad', shortSide: null },
    { interpolation: 'nearest' },
    { interpolation: 'bilinear' },
    { interpolation: 'bicubic' },
    { interpolation: 'lanczos' },
  ]
}

function changes(now: ImagePreparation, step: Step): boolean {
  const after = { ...now, ...numbersFor(now, step), ...withoutNumbers(step) }
  return JSON.stringify(after) !== JSON.stringify(now)
}

/** The steps on top of what the plan says; numbers of each channel go with the order of channels. */
function prepare(now: ImagePreparation, steps: readonly Step[]): ImagePreparation {
  const step: Step = Object.assign({}, ...steps) as Step
  const prepared = { ...now, ...withoutNumbers(step) }
  if (step.mean !== undefined) return { ...prepared, ...numbersFor(prepared, step) }
  if (step.channels === undefined || step.channels === now.channels) return prepared
  return { ...prepared, mean: now.mean.toReversed(), std: now.std.toReversed() }
}

function withoutNumbers(step: Step): Step {
  const rest: { -readonly [Key in keyof Step]: Step[Key] } = { ...step }
  delete rest.scale
  delete rest.mean
  delete rest.std
  return rest
}

function numbersFor({ channels }: ImagePreparation, { scale, mean, std }: Step): Partial<Numbers> {
  if (scale === undefined || mean === undefined || std === undefined) return {}
  return channels === 'bgr' ? { scale, mean: mean.toReversed(), std: std.toReversed() } : { scale, mean, std }
}

function inRgb({ channels, scale, mean, std }: ImagePreparation): Numbers {
  const same = new Set(mean).size === 1 && new Set(std).size === 1
  if (same) return { scale, mean: [mean[0]!], std: [std[0]!] }
  return channels === 'bgr' ? { scale, mean: mean.toReversed(), std: std.toReversed() } : { scale, mean, std }
}

function spread(values: readonly number[], depth: number): number[] {
  return values.length === depth ? [...values] : Array.from({ length: depth }, () => values[0]!)
}

function changeOf({ input, as }: Asked, steps: readonly Step[]): Change {
  const prepared = prepare(as, steps)
  return { ask: (batch) => ({ ...batch, images: { [input]: prepared } }) }
}

function trialOf(column: string, asked: Asked, steps: readonly Step[]): Trial {
  const prepared = prepare(asked.as, steps)
  const before = keysOf(asked.as)
  const changed = keysOf(prepared).filter((key) => !before.includes(key))
  return {
    cause: 'picture-preparation',
    change: changeOf(asked, steps),
    values: { columns: column, change: changed.join(', ') },
    mend: `models: { new: { inputs: { ${name(asked.input)}: { image: ${name(column)}, ${keysOf(prepared).join(', ')} } } } }`,
  }
}

/** As the plan writes them. */
function keysOf(image: ImagePreparation): readonly string[] {
  const { height, width, fit, shortSide, padWith, interpolation, channels, layout, scale, mean, std } = image
  return [
    `size: [${height}, ${width}]`,
    `fit: ${fit}`,
    ...(fit === 'crop' && shortSide !== null ? [`shortSide: ${shortSide}`] : []),
    ...(fit === 'pad' ? [`padWith: ${padWith}`] : []),
    ...(fit === 'exact' ? [] : [`interpolation: ${interpolation}`]),
    `channels: ${channels}`,
    `layout: ${layout}`,
    `scale: ${factor(scale)}`,
    `mean: ${list(mean)}`,
    `std: ${list(std)}`,
  ]
}

/** 1/255 rather than 0.00392…, where it is the same number. */
function factor(scale: number): string {
  const part = Math.round(100 / Math.abs(scale)) / 100
  const fraction = Math.abs(scale) < 1 && 1 / part === Math.abs(scale)
  return fraction ? `${scale < 0 ? '-' : ''}1/${part}` : String(scale)
}

function list(values: readonly number[]): string {
  const [first] = values
  return values.every((value) => value === first) ? String(first) : `[${values.join(', ')}]`
}
