import type { Task } from './task.js'

/** What a measure is about; the report groups criteria by it. */
export type MeasureGroup = 'quality' | 'changes' | 'scores' | 'outputs' | 'drift' | 'speed'

/** How labels (or, `samples`, cases) are put together, in scikit-learn's words; `micro` and `samples` are of multilabel models alone. */
export const AVERAGES = ['binary', 'macro', 'weighted', 'micro', 'samples'] as const
export type Average = (typeof AVERAGES)[number]

/** What a measure may be called with besides its name; they stand beside `measure` in a criterion. */
export interface MeasureOptions {
  /** How classes are put together: F1, precision, recall, rocAuc. */
  readonly average?: Average | undefined
  /** One class against the rest: precision, recall, F1, rocAuc. */
  readonly class?: string | undefined
  /** Number of bins: expectedCalibrationError (15 unless told), psi and jensenShannon (10). */
  readonly bins?: number | undefined
  /** The column (or `score`) whose drift is meant. */
  readonly column?: string | undefined
  /** Task tensors: the output that is meant; the worst of them when not given. */
  readonly output?: string | undefined
  /** Models of several heads: the head that is meant. */
  readonly head?: string | undefined
  /** argmaxAgreement: the axis as the model's shape counts it; the last unless told. */
  readonly axis?: number | undefined
  /** tightestTolerance: the relative tolerance beside which the absolute one is sought; 0 unless told. */
  readonly rtol?: number | undefined
  /** topKAccuracy: among how many of the highest scores the label may be. Needed there. */
  readonly k?: number | undefined
  /** expectedCalibrationError: root mean square gap, less what noise alone would add. */
  readonly debiased?: true | undefined
  /** expectedCalibrationError: bins of equal width of [0, 1] unless told, or of an equal number of each side's cases. */
  readonly binning?: 'equalWidth' | 'equalMass' | undefined
}

export interface MeasureInfo {
  readonly group: MeasureGroup
  /** Better is higher, lower, or neither (a signed difference: nearer zero). */
  readonly direction: 'higher' | 'lower' | 'zero'
  /**
   * `proportion`: in [0, 1], shown as per cent, its differences in points; `number`: no unit; `target`: the target's unit, or that of costs;
   * `ms`, `per-second`, `bytes`: measured on the machine; `dB`: ten times the decimal logarithm of a ratio of powers.
   */
  readonly unit: 'proportion' | 'number' | 'target' | 'ms' | 'per-second' | 'bytes' | 'dB'
  /** `each`: old, new and their difference; `pair`: one number for the two together; `data`: about the set, no model. */
  readonly about: 'each' | 'pair' | 'data'
  readonly tasks: readonly Task[]
  readonly needsLabels: boolean
  readonly needsScores: boolean
  readonly options: readonly (keyof MeasureOptions)[]
  /** Options that the task multilabel has, where they are not those of the others. */
  readonly labelSetOptions?: readonly (keyof MeasureOptions)[]
  /** A fact about the set, never a sample statement: its point value decides (DESIGN section 5). */
  readonly alwaysFixed?: true
}

const classification: readonly Task[] = ['classification']
const regression: readonly Task[] = ['regression']
const labelled: readonly Task[] = ['classification', 'multilabel']
const labelSets: readonly Task[] = ['multilabel']
const judged: readonly Task[] = ['classification', 'multilabel', 'regression']
const numbered: readonly Task[] = ['classification', 'regression']
const tensors: readonly Task[] = ['tensors']
const any: readonly Task[] = [...judged, ...tensors]

const quality = { group: 'quality', about: 'each', needsLabels: true, needsScores: false, options: [] } as const
const ofScores = { ...quality, needsScores: true } as const
const pairwise = { about: 'pair', needsLabels: false, needsScores: false, options: [] } as const
const ofOutputs = { ...pairwise, group: 'outputs', direction: 'lower', unit: 'number', tasks: tensors } as const
const outputFact = { ...ofOutputs, options: ['output'], alwaysFixed: true } as const
const outputShare = { ...ofOutputs, direction: 'higher', unit: 'proportion', options: ['output'] } as const
const drift = {
  group: 'drift',
  direction: 'lower',
  about: 'data',
  tasks: any,
  needsLabels: false,
  needsScores: false,
  options: ['column'],
} as const
const machine = {
  group: 'speed',
  about: 'each',
  tasks: any,
  needsLabels: false,
  needsScores: false,
  options: [],
} as const

/** Every measure a criterion can name. `src/measures/registry.ts` must implement each of these, or the types do not check. */
export const MEASURES = {
  accuracy: { ...quality, direction: 'higher', unit: 'proportion', tasks: classification },
  balancedAccuracy: { ...quality, direction: 'higher', unit: 'proportion', tasks: classification },
  precision: {
    ...quality,
    direction: 'higher',
    unit: 'proportion',
    tasks: labelled,
    options: ['average', 'class'],
  },
  recall: { ...quality, direction: 'higher', unit: 'proportion', tasks: labelled, options: ['average', 'class'] },
  specificity: {
    ...quality,
    direction: 'higher',
    unit: 'proportion',
    tasks: classification,
    options: ['average', 'class'],
  },
  f1: { ...quality, direction: 'higher', unit: 'proportion', tasks: labelled, options: ['average', 'class'] },
  matthewsCorrelation: { ...quality, direction: 'higher', unit: 'number', tasks: classification },
  rocAuc: {
    ...ofScores,
    direction: 'higher',
    unit: 'proportion',
    tasks: labelled,
    options: ['average', 'class'],
  },
  averagePrecision: {
    ...ofScores,
    direction: 'higher',
    unit: 'proportion',
    tasks: labelled,
    options: ['class'],
    labelSetOptions: ['average', 'class'],
  },
  topKAccuracy: { ...ofScores, direction: 'higher', unit: 'proportion', tasks: classification, options: ['k'] },
  logLoss: { ...ofScores, direction: 'lower', unit: 'number', tasks: labelled },
  brier: { ...ofScores, direction: 'lower', unit: 'number', tasks: labelled },
  expectedCalibrationError: {
    ...ofScores,
    direction: 'lower',
    unit: 'proportion',
    tasks: classification,
    options: ['bins', 'debiased', 'binning'],
  },
  decisionCost: { ...quality, direction: 'lower', unit: 'target', tasks: classification },
  subsetAccuracy: { ...quality, direction: 'higher', unit: 'proportion', tasks: labelSets },
  hammingLoss: { ...quality, direction: 'lower', unit: 'proportion', tasks: labelSets },
  mae: { ...quality, direction: 'lower', unit: 'target', tasks: regression },
  rmse: { ...quality, direction: 'lower', unit: 'target', tasks: regression },
  medianAbsoluteError: { ...quality, direction: 'lower', unit: 'target', tasks: regression },
  meanError: { ...quality, direction: 'zero', unit: 'target', tasks: regression },
  meanAbsolutePercentageError: { ...quality, direction: 'lower', unit: 'proportion', tasks: regression },
  r2: { ...quality, direction: 'higher', unit: 'number', tasks: regression },
  coverage: { ...pairwise, group: 'changes', direction: 'higher', unit: 'proportion', tasks: any, alwaysFixed: true },
  agreement: {
    ...pairwise,
    group: 'changes',
    direction: 'higher',
    unit: 'proportion',
    tasks: labelled,
    labelSetOptions: ['class'],
  },
  cohenKappa: { ...pairwise, group: 'changes', direction: 'higher', unit: 'number', tasks: classification },
  negativeFlipRate: {
    ...pairwise,
    group: 'changes',
    direction: 'lower',
    unit: 'proportion',
    tasks: labelled,
    needsLabels: true,
    labelSetOptions: ['class'],
  },
  positiveFlipRate: {
    ...pairwise,
    group: 'changes',
    direction: 'higher',
    unit: 'proportion',
    tasks: labelled,
    needsLabels: true,
    labelSetOptions: ['class'],
  },
  largestScoreDifference: {
    ...pairwise,
    group: 'scores',
    direction: 'lower',
    unit: 'number',
    tasks: judged,
    alwaysFixed: true,
  },
  limitsOfAgreement: { ...pairwise, group: 'scores', direction: 'lower', unit: 'number', tasks: numbered },
  concordance: { ...pairwise, group: 'scores', direction: 'higher', unit: 'number', tasks: numbered },
  meanScoreDifference: { ...pairwise, group: 'scores', direction: 'zero', unit: 'number', tasks: judged },
  largestAbsoluteDifference: outputFact,
  absoluteDifferenceP99: outputFact,
  meanAbsoluteDifference: { ...ofOutputs, options: ['output'] },
  largestRelativeDifference: outputFact,
  relativeDifferenceP99: outputFact,
  meanRelativeDifference: { ...ofOutputs, options: ['output'] },
  tightestTolerance: { ...outputFact, options: ['output', 'rtol'] },
  cosineSimilarity: { ...ofOutputs, direction: 'higher', options: ['output'] },
  smallestCosineSimilarity: { ...outputFact, direction: 'higher' },
  signalToNoise: { ...ofOutputs, direction: 'higher', unit: 'dB', options: ['output'] },
  argmaxAgreement: { ...outputShare, options: ['output', 'axis'] },
  exactAgreement: outputShare,
  discreteAgreement: outputShare,
  neighbourOverlap: outputShare,
  ks: { ...drift, unit: 'number' },
  psi: { ...drift, unit: 'number', options: ['column', 'bins'] },
  wasserstein: { ...drift, unit: 'number' },
  jensenShannon: { ...drift, unit: 'number', options: ['column', 'bins'] },
  cramersV: { ...drift, unit: 'number' },
  totalVariation: { ...drift, unit: 'number', options: ['column', 'bins'] },
  missingRateDifference: { ...drift, unit: 'proportion' },
  newCategoryRate: { ...drift, unit: 'proportion' },
  domainClassifierAuc: { ...drift, unit: 'proportion', options: [] },
  latencyP50: { ...machine, direction: 'lower', unit: 'ms' },
  latencyP95: { ...machine, direction: 'lower', unit: 'ms' },
  latencyP99: { ...machine, direction: 'lower', unit: 'ms' },
  latencyRatio: { ...machine, about: 'pair', direction: 'lower', unit: 'number' },
  throughput: { ...machine, direction: 'higher', unit: 'per-second' },
  peakMemory: { ...machine, direction: 'lower', unit: 'bytes' },
} as const satisfies Record<string, MeasureInfo>

export type MeasureName = keyof typeof MEASURES

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[]

export function measureInfo(name: MeasureName): MeasureInfo {
  return MEASURES[name]
}

/** What a measure may be called with when the models do this. */
export function optionsOf(name: MeasureName, task: Task): readonly (keyof MeasureOptions)[] {
  const { options, labelSetOptions } = measureInfo(name)
  return task === 'multilabel' ? (labelSetOptions ?? options) : options
}

/** The averages that a measure can take in a task; empty when it takes none. */
export function averagesOf(name: MeasureName, task: Task): readonly Average[] {
  if (!optionsOf(name, task).includes('average')) return []
  if (task !== 'multilabel') return ['binary', 'macro', 'weighted']
  return measureInfo(name).needsScores ? ['macro', 'weighted'] : ['micro', 'macro', 'weighted', 'samples']
}

/** `f1(average=macro)`: one text for a measure with its options, by which estimates and criteria find each other. */
export function measureKey(measure: MeasureName, options: MeasureOptions = {}): string {
  const parts = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
  return parts.length === 0 ? measure : `${measure}(${parts.join(',')})`
}

/** Whether a measure is about the answers of one head, rather than about the set's columns or the machine. */
export function isOfHead(measure: MeasureName, { column }: { readonly column?: string | undefined }): boolean {
  const { group } = measureInfo(measure)
  return group !== 'speed' && (group !== 'drift' || column === 'score')
}
