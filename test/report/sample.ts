import type { Criterion } from '../../src/core/criterion.js'
import type { Estimate, Interval, Slice } from '../../src/core/estimate.js'
import type { DriftEvidence, Evidence, Grid } from '../../src/core/evidence.js'
import { MEASURES, type MeasureName } from '../../src/core/measureCatalog.js'
import { resultSchema, type Finding, type ModelRecord, type Result, type SetRecord } from '../../src/core/result.js'

/**
 * Results as a run would write them, for tests of their renderings. The numbers are invented but agree with each other: shares
 * follow from the joint counts, findings from the estimates. Every one is checked against the schema.
 */

export function passingResult(changes: Partial<Result> = {}): Result {
  return resultSchema.parse({ ...base(), ...changes })
}

/** The same handover, one point and a half worse, and much worse in one region. */
export function failingResult(): Result {
  const good = passingResult()
  const accuracy = finding('accuracy', { value: 0.0223, interval: [0.0131, 0.0315], margin: 0.01, status: 'fail' })
  const south = finding('accuracy', {
    value: 0.061,
    interval: [0.038, 0.084],
    margin: 0.03,
    status: 'fail',
    slice: [{ column: 'region', value: 'South' }],
    criterion: 'accuracy/by region',
    n: 760,
  })
  return passingResult({
    verdict: { status: 'fail', reason: 'criteria-fail' },
    findings: good.findings.map((one) => {
      if (one.measure !== 'accuracy') return one
      if (one.slice === null) return accuracy
      return one.slice[0]?.value === 'South' ? south : one
    }),
    estimates: good.estimates.map((one) => {
      if (one.measure !== 'accuracy' || one.slice !== null) return one
      if (one.of === 'new') return { ...one, value: 0.8117, interval: [0.7973, 0.8253] as Interval }
      if (one.of === 'difference') return { ...one, value: -0.0223, interval: [-0.0315, -0.0131] as Interval }
      return one
    }),
  })
}

/** Too few cases to tell: every number is there, none is sure. */
export function undecidedResult(): Result {
  const open = finding('accuracy', {
    value: 0.0063,
    interval: [-0.0094, 0.0229],
    margin: 0.01,
    status: 'inconclusive',
    reason: 'interval-straddles',
    n: 640,
    casesNeeded: 1874,
  })
  const good = passingResult()
  return passingResult({
    verdict: { status: 'inconclusive', reason: 'criteria-inconclusive' },
    findings: good.findings.map((one) => (one.measure === 'accuracy' && one.slice === null ? open : one)),
  })
}

/** The new model's file would not open: there are no estimates, and every criterion could not run. */
export function brokenResult(): Result {
  const good = passingResult()
  return passingResult({
    verdict: { status: 'could-not-run', reason: 'nothing-compared' },
    findings: good.findings.map((one) => ({
      ...one,
      status: 'could-not-run' as const,
      reason: 'no-estimate',
      value: null,
      interval: null,
      n: 0,
    })),
    estimates: [],
    evidence: [],
    noiseFloor: null,
    models: { ...good.models, new: null },
    sets: Object.fromEntries(
      Object.entries(good.sets).map(([name, one]) => [name, { ...one, compared: 0, excluded: [] }]),
    ),
    problems: [
      {
        code: 'MODEL_CORRUPT',
        of: 'new',
        set: null,
        message: 'delivery/model.onnx is not a complete ONNX file: it ends after 1,024 of 48,220 bytes.',
        hint: 'Ask for the file again and compare its SHA-256 with the sender’s.',
        at: 'recette.yaml:8:15',
      },
    ],
    environment: { ...good.environment, estimates: [], findings: [], verdict: null },
  })
}

/** A regression in euros, French only, with a set that carries personal data. */
export function regressionResult(): Result {
  const unit = 'target' as const
  const each = (measure: MeasureName, values: readonly [number, number, number], half: number): Estimate[] =>
    sides({ measure, values, half: [4.1, 4.2, half], unit, method: 'paired-t', n: 1500 })
  const estimates = [...each('mae', [41.83, 41.12, -0.71], 1.24), ...each('rmse', [63.4, 62.9, -0.5], 2.1)]
  return passingResult({
    title: 'Estimation des loyers, passation 2026',
    task: 'regression',
    targetUnit: '€',
    labels: null,
    findings: [
      finding('coverage', { sense: 'value', value: 1, interval: null, margin: 1, basis: 'fixed', n: 1500 }),
      finding('mae', { unit: 'relative', value: -0.017, interval: [-0.047, 0.013], margin: 0.05, n: 1500 }),
    ],
    criteria: [
      criterion('coverage', { kind: 'atLeast', bound: { value: 100, unit: 'percent' } }),
      criterion('mae', { kind: 'maxDegradation', margin: { value: 5, unit: 'percent' } }),
    ],
    estimates,
    evidence: [
      {
        set: 'test',
        outcome: {
          kind: 'values',
          blandAltman: { bias: -0.4, limits: [-12.2, 11.4], n: 1500, grid: cloud([0, 400], [-30, 30], 0, 8) },
          scores: cloud([0, 400], [0, 400], 1, 12),
          errorQuantiles: [
            { probability: 0.5, old: 28.4, new: 27.9 },
            { probability: 0.9, old: 92.1, new: 90.3 },
            { probability: 0.99, old: 201.5, new: 204.8 },
          ],
        },
        drift: [],
      },
    ],
    plan: { ...base().plan, languages: ['fr'], segments: [] },
    environment: { ...base().environment, estimates: [], findings: [], verdict: null },
  })
}

function base(): Result {
  return {
    recette: 1,
    title: 'Churn model, handover 2026',
    task: 'classification',
    parties: {
      client: 'Maison Perrin',
      old: 'Agence Durand',
      new: 'Atelier Neuf',
      delivery: '2',
      decideBy: '2026-01-30',
    },
    targetUnit: null,
    verdict: { status: 'pass', reason: 'all-criteria-pass' },
    findings: findings(),
    criteria: criteria(),
    estimates: estimates(),
    evidence: [evidence()],
    models: { old: model('handover/churn.onnx', 'onnx', 'a'), new: model('delivery/model.json', 'tfjs-layers', 'b') },
    labels: { labels: ['no', 'yes'], positive: 'yes' },
    sets: {
      test: set('test', 'churn/test.parquet', 3040, 3000, 'c'),
      reference: set('reference', 'churn/train-sample.csv', 5000, 0, 'd'),
    },
    noiseFloor: { set: 'test', cases: 1000, largestScoreDifference: 3.1e-7, flips: 0 },
    notices: [{ code: 'positive-guessed', values: { label: 'yes' } }],
    problems: [],
    plan: {
      sha256: hash('e'),
      criteriaSha256: hash('f'),
      sealed: true,
      inferred: false,
      confidence: 0.95,
      basis: 'sample',
      seed: 1,
      preset: 'replacement',
      segments: ['region'],
      languages: ['fr', 'en'],
      smallestCell: 10,
    },
    environment: {
      recette: '0.1.0',
      startedAt: '2026-01-14T09:30:00.000Z',
      durationMs: 2140,
      platform: 'linux 6.1 x64',
      node: 'v20.20.2',
      cpu: 'Example CPU',
      cores: 2,
      estimates: speed(),
      findings: [
        finding('latencyP95', {
          unit: 'relative',
          value: 0.14,
          interval: [0.11, 0.17],
          margin: 0.1,
          status: 'fail',
          level: 'warn',
          n: 96,
        }),
      ],
      verdict: null,
      isolation: ['no-network'],
    },
  }
}

// Joint counts of 3,000 cases (truth, old, new): 2,502 right before (83.4 %), 2,490 right now (83.0 %); 36 lost, 24 won.
// Of 900 "yes": old finds 612, new finds 606. Of 2,100 "no": old announces "yes" for 210, new for 216.
const CELLS: [number, number, number, number][] = [
  [0, 0, 0, 1872],
  [0, 0, 1, 18],
  [0, 1, 0, 12],
  [0, 1, 1, 198],
  [1, 1, 1, 594],
  [1, 1, 0, 18],
  [1, 0, 1, 12],
  [1, 0, 0, 276],
]

function findings(): Finding[] {
  const region = (value: string, worse: number, half: number, n: number): Finding =>
    finding('accuracy', {
      slice: [{ column: 'region', value }],
      value: worse,
      interval: [worse - half, worse + half],
      margin: 0.03,
      criterion: 'accuracy/by region',
      n,
    })
  return [
    finding('accuracy', { value: 0.004, interval: [-0.0012, 0.0093], margin: 0.01 }),
    finding('logLoss', { unit: 'relative', value: 0.012, interval: [-0.006, 0.031], margin: 0.05 }),
    finding('rocAuc', { value: -0.0011, interval: [-0.0052, 0.003], margin: 0.01 }),
    finding('coverage', { sense: 'value', value: 1, interval: null, margin: 1, basis: 'fixed' }),
    finding('negativeFlipRate', { sense: 'value', value: 0.012, interval: [0.0087, 0.0166], margin: 0.02 }),
    finding('recall', {
      value: 0.0067,
      interval: [-0.006, 0.019],
      margin: 0.03,
      status: 'waived',
      reason: 'waived-would-pass',
    }),
    region('South', 0.0145, 0.012, 760),
    region('North', 0.0021, 0.011, 820),
    region('East', -0.0034, 0.01, 710),
    region('West', 0.001, 0.0115, 710),
    finding('psi', {
      sense: 'value',
      unit: 'number',
      value: 0.043,
      interval: [0.031, 0.061],
      margin: 0.2,
      options: { column: 'income' },
      level: 'warn',
    }),
  ]
}

function points(value: number): Criterion['demand'] {
  return { kind: 'maxDegradation', margin: { value, unit: 'point' } }
}

function criteria(): Criterion[] {
  return [
    criterion('accuracy', points(1)),
    criterion('logLoss', { kind: 'maxDegradation', margin: { value: 5, unit: 'percent' } }),
    criterion('rocAuc', points(1)),
    criterion('coverage', { kind: 'atLeast', bound: { value: 100, unit: 'percent' } }),
    criterion('negativeFlipRate', { kind: 'atMost', bound: { value: 2, unit: 'percent' } }),
    { ...criterion('recall', points(3)), waived: 'the client has no use for it' },
    { ...criterion('accuracy', points(3)), id: 'accuracy/by region', by: 'region', minCases: 200 },
    { ...criterion('psi', { kind: 'atMost', bound: { value: 0.2, unit: 'own' } }), level: 'warn' },
    { ...criterion('latencyP95', { kind: 'maxDegradation', margin: { value: 10, unit: 'percent' } }), level: 'warn' },
  ]
}

const byRegion = (value: string, values: readonly [number, number, number], half: number, n: number): Estimate[] =>
  sides({
    measure: 'accuracy',
    values,
    half: [0.027, 0.027, half],
    unit: 'proportion',
    method: 'tango-score',
    n,
    slice: [{ column: 'region', value }],
  })

const onAllCases = (
  measure: MeasureName,
  values: readonly [number, number, number],
  half: number,
  method: string,
): Estimate[] => sides({ measure, values, half: [0.0133, 0.0134, half], unit: MEASURES[measure].unit, method, n: 3000 })

function estimates(): Estimate[] {
  return [
    ...onAllCases('accuracy', [0.834, 0.83, -0.004], 0.0053, 'tango-score'),
    ...onAllCases('recall', [0.68, 0.6733, -0.0067], 0.0125, 'delta'),
    ...onAllCases('logLoss', [0.3915, 0.3961, 0.0046], 0.0072, 'paired-t'),
    ...onAllCases('rocAuc', [0.8912, 0.8923, 0.0011], 0.0041, 'delong'),
    ...onAllCases('expectedCalibrationError', [0.0214, 0.0183, -0.0031], 0.006, 'multinomial-bootstrap'),
    pair('negativeFlipRate', 0.012, [0.0087, 0.0166], 'wilson'),
    pair('positiveFlipRate', 0.008, [0.0054, 0.0119], 'wilson'),
    pair('coverage', 1, null, 'count'),
    ...byRegion('South', [0.821, 0.8065, -0.0145], 0.012, 760),
    ...byRegion('North', [0.836, 0.8339, -0.0021], 0.011, 820),
    ...byRegion('East', [0.839, 0.8424, 0.0034], 0.01, 710),
    ...byRegion('West', [0.84, 0.839, -0.001], 0.0115, 710),
    ...byRegion('Overseas', [0.75, 0.75, 0], 0.2, 4),
    ...drift('income', 0.043),
    ...drift('age', 0.012),
    ...drift('contract', 0.131),
    ...drift('score', 0.002),
  ]
}

function drift(column: string, psi: number): Estimate[] {
  const about = (measure: MeasureName, value: number): Estimate => ({
    ...pair(measure, value, [value * 0.7, value * 1.4], 'multinomial-bootstrap'),
    options: { column },
  })
  return [about('psi', psi), about('jensenShannon', psi * 0.9)]
}

const onMachine = (measure: MeasureName, values: readonly [number, number, number], relative: Interval): Estimate[] =>
  sides({
    measure,
    values,
    half: [0.02, 0.02, 0.012].map((share) => share * values[0]) as [number, number, number],
    unit: MEASURES[measure].unit,
    method: 'paired-t',
    n: 96,
  }).map((one) =>
    one.of === 'difference' ? { ...one, relative: { value: values[2] / values[0], interval: relative } } : one,
  )

function speed(): Estimate[] {
  return [
    ...onMachine('latencyP50', [0.021, 0.0223, 0.0013], [0.04, 0.085]),
    ...onMachine('latencyP95', [0.035, 0.04, 0.005], [0.11, 0.17]),
    ...onMachine('peakMemory', [81_400_000, 142_000_000, 60_600_000], [0.72, 0.77]),
  ]
}

function evidence(): Evidence {
  const bins = Array.from({ length: 10 }, (_, i) => i / 10)
  const curve = (shift: number) =>
    bins.map((low, i) => ({
      low,
      high: low + 0.1,
      n: [820, 470, 310, 220, 160, 150, 180, 210, 230, 250][i]!,
      meanScore: low + 0.05,
      fraction: Math.min(1, Math.max(0, low + 0.05 + shift * Math.sin(i))),
      interval: [
        Math.max(0, low + 0.01 + shift * Math.sin(i)),
        Math.min(1, low + 0.09 + shift * Math.sin(i)),
      ] as Interval,
    }))
  return {
    set: 'test',
    outcome: {
      kind: 'classes',
      joint: { labels: ['no', 'yes'], cells: CELLS },
      flipsByConfidence: [
        { low: 0.5, high: 0.6, cases: 240, negative: 21, positive: 15 },
        { low: 0.6, high: 0.7, cases: 310, negative: 10, positive: 7 },
        { low: 0.7, high: 0.8, cases: 450, negative: 4, positive: 2 },
        { low: 0.8, high: 0.9, cases: 720, negative: 1, positive: 0 },
        { low: 0.9, high: 1, cases: 1280, negative: 0, positive: 0 },
      ],
      calibration: { of: 'yes', old: curve(0.03), new: curve(-0.02) },
      scores: cloud([0, 1], [0, 1], 1, 0.06),
    },
    drift: [
      histogram('income', [0, 120_000], [4, 11, 19, 22, 18, 12, 7, 4, 2, 1], [3, 9, 18, 22, 19, 13, 8, 5, 2, 1]),
      histogram('age', [18, 90], [8, 14, 17, 18, 16, 12, 8, 4, 2, 1], [8, 14, 17, 17, 16, 13, 8, 4, 2, 1]),
      {
        ...histogram('contract', [0, 1], [62, 24, 9, 5], [51, 30, 12, 7]),
        kind: 'category',
        edges: null,
        categories: ['monthly', 'yearly', 'two years', null],
      },
      {
        ...histogram('score', [0, 1], [27, 16, 10, 7, 5, 5, 6, 7, 8, 9], [27, 16, 10, 7, 6, 5, 6, 7, 7, 9]),
        about: 'scores',
        referenceN: 3000,
      },
    ],
  }
}

const shares = (counts: number[]): number[] => counts.map((n) => n / counts.reduce((a, b) => a + b))

function histogram(column: string, [low, high]: Interval, reference: number[], test: number[]): DriftEvidence {
  return {
    column,
    kind: 'number',
    about: 'columns',
    referenceN: 5000,
    n: 3000,
    referenceMissing: column === 'income' ? 12 : 0,
    missing: column === 'income' ? 31 : 0,
    edges: Array.from({ length: test.length + 1 }, (_, i) => low + ((high - low) * i) / test.length),
    categories: null,
    referenceShares: shares(reference),
    shares: shares(test),
    pValue: 0.02,
  }
}

/** A cloud around y = slope * x, denser at both ends of x. */
function cloud(x: Interval, y: Interval, slope: number, spread: number): Grid {
  const bins = 25
  const edges = ([low, high]: Interval): number[] =>
    Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins)
  const middle = ([low, high]: Interval, i: number): number => low + ((high - low) * (i + 0.5)) / bins
  return {
    xEdges: edges(x),
    yEdges: edges(y),
    counts: Array.from({ length: bins }, (_, j) =>
      Array.from({ length: bins }, (_, i) => {
        const distance = (middle(y, j) - slope * middle(x, i)) / spread
        return Math.round(72 * Math.exp(-(distance ** 2)) * (0.4 + Math.abs(i / bins - 0.4)))
      }),
    ),
  }
}

function sides(given: {
  measure: MeasureName
  values: readonly [number, number, number]
  half: readonly [number, number, number]
  unit: Estimate['unit']
  method: string
  n: number
  slice?: Slice
}): Estimate[] {
  const { measure, values, half, unit, method, n, slice = null } = given
  return (['old', 'new', 'difference'] as const).map((of, i) => ({
    measure,
    options: {},
    set: 'test',
    slice,
    of,
    value: values[i]!,
    interval: [values[i]! - half[i]!, values[i]! + half[i]!] as Interval,
    n,
    unit,
    method: of === 'difference' ? method : unit === 'proportion' ? 'wilson' : method,
  }))
}

function pair(measure: MeasureName, value: number, interval: Interval | null, method: string): Estimate {
  return {
    measure,
    options: {},
    set: 'test',
    slice: null,
    of: 'pair',
    value,
    interval,
    n: 3000,
    unit: MEASURES[measure].unit,
    method,
  }
}

export function finding(measure: MeasureName, changes: Partial<Finding>): Finding {
  return {
    criterion: measure,
    measure,
    options: {},
    set: 'test',
    slice: null,
    status: 'pass',
    level: 'error',
    reason: changes.status === 'fail' ? 'beyond-margin' : 'within-margin',
    sense: 'degradation',
    unit: 'proportion',
    value: 0,
    interval: null,
    margin: 0.01,
    n: 3000,
    casesNeeded: null,
    basis: 'sample',
    ...changes,
  }
}

function criterion(measure: MeasureName, demand: Criterion['demand']): Criterion {
  return {
    id: measure,
    measure,
    options: {},
    demand,
    on: null,
    by: null,
    minCases: 0,
    basis: 'sample',
    level: 'error',
    waived: null,
    from: 'plan',
  }
}

function model(artifact: string, format: string, letter: string): ModelRecord {
  return {
    artifact,
    sha256: hash(letter),
    bytes: 48_220,
    format,
    runtime: format === 'onnx' ? 'onnxruntime-node 1.30.0 (CPU)' : 'tfjs 4.22.0 (WASM)',
    signature: {
      inputs: [{ name: 'features', dtype: 'float32', shape: [null, 3] }],
      outputs: [{ name: 'p', dtype: 'float32', shape: [null, 2] }],
    },
    mapping: {
      inputs: [
        {
          input: 'features',
          columns: [{ column: 'age' }, { column: 'income' }, { column: 'distance_km', multiply: 0.621371 }],
          by: 'declared',
        },
      ],
      output: { output: 'p', meaning: 'probabilities', labels: ['no', 'yes'], labelsFrom: 'plan', by: 'detected' },
    },
    trusted: false,
  }
}

function set(role: SetRecord['role'], file: string, rows: number, compared: number, letter: string): SetRecord {
  const csv = file.endsWith('.csv')
  return {
    role,
    identity: {
      file,
      format: csv ? 'csv' : 'parquet',
      sha256: hash(letter),
      bytes: 1_204_000,
      detected: csv ? { delimiter: ';', encoding: 'utf-8' } : {},
    },
    title: null,
    licence: 'CC BY 4.0',
    source: null,
    personalData: role === 'test',
    rows,
    compared,
    excluded: compared > 0 && rows > compared ? [{ reason: 'no label', count: rows - compared }] : [],
  }
}

/** A digest that is plainly invented. */
function hash(letter: string): string {
  return `${letter}0123456789abcde`.repeat(4)
}
