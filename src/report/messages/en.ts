import { enHosts } from './enHosts.js'
import { enInputs } from './enInputs.js'
import { enLabels } from './enLabels.js'
import { enMargins } from './enMargins.js'
import { enMeasures } from './enMeasures.js'
import { enLabelSets } from './enLabelSets.js'
import { enMethods } from './enMethods.js'
import { enNoise } from './enNoise.js'
import { enSlices } from './enSlices.js'
import { enWeights } from './enWeights.js'
import { enOperating } from './enOperating.js'
import { enHeads } from './enHeads.js'
import { enSampling } from './enSampling.js'
import { enOutputs } from './enOutputs.js'
import { enModels } from './enModels.js'
import { enCauses } from './enCauses.js'
import { enDrift } from './enDrift.js'
import { enSpeed } from './enSpeed.js'
import { enComparison } from './enComparison.js'
import { enQuality } from './enQuality.js'
import { enOpening } from './enOpening.js'
import { enAttention } from './enAttention.js'
import { enCriteria } from './enCriteria.js'
import { enDuties } from './enDuties.js'
import { enEvidence } from './enEvidence.js'
import { enCompared } from './enCompared.js'
import { enSince } from './enSince.js'
import { enSignature } from './enSignature.js'
import { enSeal } from './enSeal.js'
import { enRecord } from './enRecord.js'
import { enForm } from './enForm.js'

/** English, as the reader of an audit letter expects it. ICU MessageFormat; numbers arrive already written. */
export const en = {
  ...enOpening,
  ...enAttention,
  ...enCriteria,
  ...enDuties,
  ...enEvidence,
  ...enCompared,
  ...enSince,
  ...enSignature,
  ...enSeal,
  ...enRecord,
  ...enForm,
  ...enHosts,
  ...enInputs,
  ...enSampling,
  ...enLabels,
  ...enMargins,
  ...enMeasures,
  ...enLabelSets,
  ...enMethods,
  ...enNoise,
  ...enSlices,
  ...enWeights,
  ...enOperating,
  ...enHeads,
  ...enOutputs,
  ...enModels,
  ...enCauses,
  ...enDrift,
  ...enSpeed,
  ...enComparison,
  ...enQuality,

  'word.others': '{more} more',
  'word.onSet': 'set “{set}”',

  'unit.point': '{n, plural, one {point} other {points}}',
  'unit.target': '{n, plural, one {unit of the target} other {units of the target}}',
  'unit.perSecond': 'cases/s',
  'unit.ms': 'ms',
  'unit.kB': 'kB',
  'unit.MB': 'MB',
  'unit.GB': 'GB',
  'word.more': 'more',
  'word.less': 'less',
  'word.cases': 'Cases',
  'side.old': 'Old model',
  'side.new': 'New model',
  quoted: '“{text}”',
  smallCell: 'fewer than {smallest}',
  'drawing.table': 'The numbers behind the drawing',
  noValue: 'not measurable',
  'noValue.no-scores': 'no scores',
  'noValue.no-labels': 'no labels',
  'noValue.one-class': 'one class only',
  'noValue.too-many-classes': 'too many classes',
  'noValue.constant-target': 'constant target',
  'noValue.not-finite': 'no finite number',
  'noValue.too-few-cases': 'too few cases',
  'noValue.no-such-class': 'no such class',
  'noValue.no-positive-class': 'no positive class',

  'terminal.criterion': 'Criterion',
  'terminal.limit': 'Margin',
  'terminal.cases': '{cases} cases compared on “{set}”.',
  'terminal.problems': 'Problems',
  'markdown.models': 'Models and sets',
  'markdown.side': 'Side',
  'markdown.compared': '{compared} of {rows} cases compared',
} as const

export type MessageId = keyof typeof en
