import { z } from 'zod'
import { comparisonTestSchema } from './comparisonTest.js'
import { criterionSchema, measureOptionsSchema } from './criterion.js'
import { estimateSchema, intervalSchema, measureNameSchema, sliceSchema } from './estimate.js'
import { evidenceSchema } from './evidence.js'
import { comparedOutputSchema } from './comparedOutput.js'
import { decisionCostsSchema } from './decisionCosts.js'
import { heterogeneitySchema } from './heterogeneity.js'
import { HEAD_TASKS } from './head.js'
import { causeSchema } from './cause.js'
import { latencyNoiseSchema } from './latencyNoise.js'
import { modelSchema, outputMappingSchema } from './modelRecord.js'
import { noiseFloorSchema } from './noiseFloor.js'
import { operatingEffectSchema } from './operatingPoint.js'
import { sealingSchema } from './sealing.js'
import { SET_ROLES, TASKS } from './task.js'
import { sliceSearchSchema } from './sliceSearch.js'
import { sampleFactsSchema } from './sampleFacts.js'

export const findingStatusSchema = z.enum(['pass', 'fail', 'inconclusive', 'waived', 'could-not-run'])
export const verdictStatusSchema = z.enum(['pass', 'fail', 'inconclusive', 'could-not-run'])

/** One criterion judged on one set and slice. Numbers are in the criterion's own terms: see `sense`. */
export const findingSchema = z.strictObject({
  /** `id` of a criterion in `criteria`. */
  criterion: z.string(),
  measure: measureNameSchema,
  options: measureOptionsSchema,
  set: z.string(),
  slice: sliceSchema.nullable(),
  status: findingStatusSchema,
  level: z.enum(['error', 'warn']),
  /** Machine-readable reason, from which reports make their sentence; e.g. `within-margin`, `beyond-margin`, `interval-straddles`, `too-few-cases`, `no-estimate`, `no-such-slice`, `near-zero-baseline`, `not-proven-after-holm`, `waived`. */
  reason: z.string(),
  /** What the criterion looks at: degradation (positive = worse), improvement (positive = better), or the value itself. */
  sense: z.enum(['degradation', 'improvement', 'value']),
  /** `proportion` values are shown as points (differences) or per cent (values); `relative` is a share of the old value. */
  unit: z.enum(['proportion', 'relative', 'number', 'target', 'ms', 'per-second', 'bytes', 'dB']),
  value: z.number().nullable(),
  interval: intervalSchema.nullable(),
  /** The margin or bound, in the same unit as `value`; [low, high] for `within`. */
  margin: z.union([z.number(), intervalSchema]),
  n: z.int().min(0),
  /** Cases that would settle it if the observed value were the truth; null when settled, or when no number would. */
  casesNeeded: z.int().min(1).nullable(),
  /** The probability with which `casesNeeded` would settle it; left out where the number is the plan's own `minCases`. */
  casesNeededPower: z.number().gt(0).lt(1).optional(),
  basis: z.enum(['sample', 'fixed']),
  /**
   * The margin at which the finding would flip, in the unit and sense of `margin`: it would pass with `pass` or anything more lenient, and be
   * a failure (proven, where it counts) with anything stricter than `fail`; between the two it is undecided. Null where no margin would do it
   * (they are never negative). [low, high] for `within`: it passes with bounds that hold `pass`, and fails with bounds apart from `fail`.
   */
  flipMargin: z
    .strictObject({
      pass: z.union([z.number(), intervalSchema]).nullable(),
      fail: z.union([z.number(), intervalSchema]).nullable(),
    })
    .optional(),
  /** One-sided p-value of "the margin is kept", before and after Holm; only where a failure was to be proven. */
  pValue: z.number().nullable().optional(),
  adjustedPValue: z.number().nullable().optional(),
  /**
   * One-sided p-value of "the margin is not kept" (non-inferiority; for `within` the larger of two, TOST): at most 0.025 with 95 % intervals
   * exactly where the interval lets it pass. On whatever an interval decided.
   */
  passPValue: z.number().optional(),
})

export const verdictSchema = z.strictObject({
  status: verdictStatusSchema,
  /** Machine-readable: `all-criteria-pass`, `criteria-fail`, `criteria-inconclusive`, `criteria-could-not-run`, `nothing-compared`, `no-criteria`, `problems`. */
  reason: z.string(),
})

const excludedSchema = z.strictObject({ reason: z.string(), count: z.int().min(1) })

export const setSchema = z.strictObject({
  role: z.enum(SET_ROLES),
  /** Everything about the file itself stands here, so that one table in two formats differs in nothing else. */
  identity: z.strictObject({
    file: z.string(),
    format: z.enum(['csv', 'ndjson', 'parquet', 'arrow']),
    sha256: z.string(),
    bytes: z.int().min(0),
    /** What was detected or declared when reading, e.g. delimiter, encoding. */
    detected: z.record(z.string(), z.string()),
    /** The image files that the table names: their number, size, and the digest of their listing as sha256sum prints it. */
    images: z.strictObject({ files: z.int().min(0), bytes: z.int().min(0), sha256: z.string() }).optional(),
  }),
  title: z.string().nullable(),
  licence: z.string().nullable(),
  source: z.string().nullable(),
  personalData: z.boolean().nullable(),
  rows: z.int().min(0),
  compared: z.int().min(0),
  excluded: z.array(excludedSchema),
  /** Left out where every case counts once, on its own. With several heads, of the one of which the fewest cases were compared; `heads` has each. */
  sample: sampleFactsSchema.optional(),
})

/** Something that the reader must be told; never a verdict of its own. */
export const noticeSchema = z.strictObject({
  code: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  /** Values for the message's placeholders. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** Something that kept a part of the comparison from running. English, as the engineer saw it. */
export const problemSchema = z.strictObject({
  code: z.string(),
  of: z.enum(['old', 'new', 'set', 'measure']),
  set: z.string().nullable(),
  message: z.string(),
  hint: z.string(),
  /** `file:line:column`, where it stands in a file that the plan names. */
  at: z.string().nullable(),
})

/** Everything that may differ between two equal runs, and what is judged on it. */
export const environmentSchema = z.strictObject({
  recette: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  platform: z.string(),
  node: z.string(),
  cpu: z.string(),
  cores: z.int(),
  /** Estimates and findings on time and memory; they count for the exit code and are shown apart. */
  estimates: z.array(estimateSchema),
  findings: z.array(findingSchema),
  verdict: verdictSchema.nullable(),
  /** Where both models were timed. */
  latencyNoise: latencyNoiseSchema.optional(),
  /** What kept the hosts apart on this machine, e.g. `no-network`, `memory-limit`. */
  isolation: z.array(z.string()),
  /** Answers of an endpoint that an earlier run had stored, and that this one therefore did not ask for; left out where there are none. */
  keptAnswers: z.strictObject({ old: z.int().min(0), new: z.int().min(0) }).optional(),
})

/** The labels that both sides are compared on. */
const agreedLabelsSchema = z
  .strictObject({
    labels: z.array(z.string()),
    positive: z.string().nullable(),
    /** How each of `labels` is written by each side and in the sets; left out when all write it by the same name. */
    map: z
      .array(
        z.strictObject({
          label: z.string(),
          /** Several are several labels that count as one; none: it cannot be said. */
          old: z.array(z.string()),
          new: z.array(z.string()),
          /** As it occurs in the compared sets; none: no case has it. */
          set: z.array(z.string()),
        }),
      )
      .optional(),
  })
  .nullable()

/** One of several questions that the models answer at once, and how far it was compared in each set. */
export const headSchema = z.strictObject({
  name: z.string(),
  task: z.enum(HEAD_TASKS),
  /** The set's column that says what is right; null when nothing does. */
  label: z.string().nullable(),
  targetUnit: z.string().nullable(),
  labels: agreedLabelsSchema,
  /** What was read of each model; null when it did not answer. */
  outputs: z.strictObject({ old: outputMappingSchema.nullable(), new: outputMappingSchema.nullable() }),
  noiseFloor: noiseFloorSchema.nullable(),
  /** A case may be compared for one head and left out for another, for want of a label. */
  sets: z.record(
    z.string(),
    z.strictObject({
      compared: z.int().min(0),
      excluded: z.array(excludedSchema),
      sample: sampleFactsSchema.optional(),
    }),
  ),
})

export const resultSchema = z.strictObject({
  recette: z.literal(1),
  title: z.string(),
  task: z.enum(TASKS),
  /** Who hands over, who takes over, for whom, which round: from the plan. */
  parties: z.strictObject({
    client: z.string().nullable(),
    old: z.string().nullable(),
    new: z.string().nullable(),
    delivery: z.string().nullable(),
    decideBy: z.string().nullable(),
  }),
  /** Of the target; of `costs` where there are any, and then empty when they have no unit. */
  targetUnit: z.string().nullable(),
  /** What each decision costs, as the plan says it. */
  costs: decisionCostsSchema.optional(),
  verdict: verdictSchema,
  findings: z.array(findingSchema),
  /** Columns that do not keep a bound on drift, each as it is judged by itself, the farthest first; no part of the verdict. */
  columnFindings: z.array(findingSchema).optional(),
  criteria: z.array(criterionSchema),
  estimates: z.array(estimateSchema),
  evidence: z.array(evidenceSchema),
  /** Two labels with scores: what keeping old's threshold with the new model does, set by set. */
  operatingEffects: z.array(operatingEffectSchema).optional(),
  /** Tests of the two models on the same cases, beside the estimates; never a part of the verdict. Left out where there is none. */
  tests: z.array(comparisonTestSchema).optional(),
  models: z.strictObject({ old: modelSchema.nullable(), new: modelSchema.nullable() }),
  labels: agreedLabelsSchema,
  /** Models of several heads: what each answers; `labels` and `targetUnit` are then null. */
  heads: z.array(headSchema).min(1).optional(),
  sets: z.record(z.string(), setSchema),
  /** Task tensors: which outputs were compared, and how. */
  outputs: z.array(comparedOutputSchema).optional(),
  noiseFloor: noiseFloorSchema.nullable(),
  /** Probable causes of a bad failure, the likeliest first; absent when none was looked for. Never a part of the verdict. */
  causes: z.array(causeSchema).optional(),
  /** By segment column, where at least two segments have enough cases. */
  heterogeneity: z.array(heterogeneitySchema).optional(),
  /** Of each compared set, where the plan does not turn it off. Never a part of the verdict. */
  sliceSearch: z.array(sliceSearchSchema).optional(),
  notices: z.array(noticeSchema),
  problems: z.array(problemSchema),
  plan: z.strictObject({
    /** Of the plan's bytes; of the inferred plan when there was none. */
    sha256: z.string(),
    /** Of the canonical JSON of `criteria`. */
    criteriaSha256: z.string(),
    /** Whether a seal fixed the criteria, the sets and the old model beforehand, and nothing of it was changed since. */
    sealed: z.boolean(),
    /** Left out where there is no seal. */
    seal: sealingSchema.optional(),
    inferred: z.boolean(),
    confidence: z.number().gt(0).lt(1),
    basis: z.enum(['sample', 'fixed']),
    seed: z.int(),
    preset: z.string().nullable(),
    /** By name: a column, or `region × plan`. */
    segments: z.array(z.string()),
    /** Number columns that were cut into bins, the same on every set; quantiles are those of the first compared set. */
    segmentBins: z
      .array(
        z.strictObject({
          segment: z.string(),
          column: z.string(),
          from: z.enum(['plan', 'quantiles']),
          edges: z.array(z.number()),
        }),
      )
      .optional(),
    languages: z.array(z.string()).min(1),
    smallestCell: z.int().min(0),
  }),
  environment: environmentSchema,
})

export type FindingStatus = z.infer<typeof findingStatusSchema>
export type VerdictStatus = z.infer<typeof verdictStatusSchema>
export type Finding = z.infer<typeof findingSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type HeadRecord = z.infer<typeof headSchema>
export type SetRecord = z.infer<typeof setSchema>
export type { InputMapping, ModelRecord, OutputMapping, PreparationRecord } from './modelRecord.js'
export type { NoiseFloor } from './noiseFloor.js'
export type Notice = z.infer<typeof noticeSchema>
export type Problem = z.infer<typeof problemSchema>
export type Environment = z.infer<typeof environmentSchema>
export type Result = z.infer<typeof resultSchema>
