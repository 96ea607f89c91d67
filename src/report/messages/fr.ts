import type { MessageId } from './en.js'
import { frHosts } from './frHosts.js'
import { frInputs } from './frInputs.js'
import { frLabels } from './frLabels.js'
import { frMargins } from './frMargins.js'
import { frMeasures } from './frMeasures.js'
import { frLabelSets } from './frLabelSets.js'
import { frMethods } from './frMethods.js'
import { frNoise } from './frNoise.js'
import { frSlices } from './frSlices.js'
import { frWeights } from './frWeights.js'
import { frOperating } from './frOperating.js'
import { frHeads } from './frHeads.js'
import { frSampling } from './frSampling.js'
import { frOutputs } from './frOutputs.js'
import { frModels } from './frModels.js'
import { frCauses } from './frCauses.js'
import { frDrift } from './frDrift.js'
import { frSpeed } from './frSpeed.js'
import { frComparison } from './frComparison.js'
import { frQuality } from './frQuality.js'
import { frOpening } from './frOpening.js'
import { frAttention } from './frAttention.js'
import { frCriteria } from './frCriteria.js'
import { frDuties } from './frDuties.js'
import { frEvidence } from './frEvidence.js'
import { frCompared } from './frCompared.js'
import { frSince } from './frSince.js'
import { frSignature } from './frSignature.js'
import { frSeal } from './frSeal.js'
import { frRecord } from './frRecord.js'
import { frForm } from './frForm.js'

/** French of a procès-verbal, written as such; `setType` puts the spaces that do not break. */
export const fr: Record<MessageId, string> = {
  ...frOpening,
  ...frAttention,
  ...frCriteria,
  ...frDuties,
  ...frEvidence,
  ...frCompared,
  ...frSince,
  ...frSignature,
  ...frSeal,
  ...frRecord,
  ...frForm,
  ...frHosts,
  ...frInputs,
  ...frSampling,
  ...frLabels,
  ...frMargins,
  ...frMeasures,
  ...frLabelSets,
  ...frMethods,
  ...frNoise,
  ...frSlices,
  ...frWeights,
  ...frOperating,
  ...frHeads,
  ...frOutputs,
  ...frModels,
  ...frCauses,
  ...frDrift,
  ...frSpeed,
  ...frComparison,
  ...frQuality,

  'word.others': '{more} autres',
  'word.onSet': 'jeu « {set} »',

  'unit.point': '{n, plural, one {point} other {points}}',
  'unit.target': '{n, plural, one {unité de la cible} other {unités de la cible}}',
  'unit.perSecond': 'cas/s',
  'unit.ms': 'ms',
  'unit.kB': 'ko',
  'unit.MB': 'Mo',
  'unit.GB': 'Go',
  'word.more': 'de plus',
  'word.less': 'de moins',
  'word.cases': 'Cas',
  'side.old': 'Ancien modèle',
  'side.new': 'Nouveau modèle',
  quoted: '« {text} »',
  smallCell: 'moins de {smallest}',
  'drawing.table': 'Les chiffres du dessin',
  noValue: 'non mesurable',
  'noValue.no-scores': 'pas de scores',
  'noValue.no-labels': 'pas d’étiquettes',
  'noValue.one-class': 'une seule classe',
  'noValue.too-many-classes': 'trop de classes',
  'noValue.constant-target': 'cible constante',
  'noValue.not-finite': 'pas de nombre fini',
  'noValue.too-few-cases': 'trop peu de cas',
  'noValue.no-such-class': 'classe absente',
  'noValue.no-positive-class': 'pas de classe positive',

  'terminal.criterion': 'Critère',
  'terminal.limit': 'Tolérance',
  'terminal.cases': '{cases} cas comparés sur « {set} ».',
  'terminal.problems': 'Problèmes',
  'markdown.models': 'Modèles et jeux',
  'markdown.side': 'Côté',
  'markdown.compared': '{compared} cas comparés sur {rows}',
}
