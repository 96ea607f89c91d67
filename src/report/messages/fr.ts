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

/** French of a procès-verbal, written as such; `setType` puts the spaces that do not break. */
export const fr: Record<MessageId, string> = {
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

  'head.document': 'Procès-verbal de recette · Vérification d’aptitude (VA)',
  'head.replacement': 'L’ancien modèle, {old}, serait remplacé par le nouveau, {new}.',
  'head.modelBy': '{model} ({by})',
  'head.unknownModel': 'un modèle qui n’a pas pu être ouvert',
  'head.for': 'Pour {client}',
  'head.delivery': 'Livraison {delivery}',
  'head.date': 'Essais du {date}',

  'status.pass': 'Tenu',
  'status.fail': 'Non tenu',
  'status.inconclusive': 'Non tranché',
  'status.could-not-run': 'Non mesuré',
  'status.waived': 'Écarté',
  'status.warn': 'Alerte',

  'verdict.question': 'Peut-on prononcer la réception ?',
  'verdict.word.pass': 'Oui',
  'verdict.word.fail': 'Non, pas en l’état',
  'verdict.word.inconclusive': 'On ne peut pas encore le dire',
  'verdict.word.could-not-run': 'Essais incomplets',
  'verdict.pass':
    'Le nouveau modèle répond à tous les critères du plan, sur des cas comme ceux-ci et dans les tolérances convenues.',
  'verdict.all-criteria-pass':
    'Le nouveau modèle répond à tous les critères du plan, sur des cas comme ceux-ci et dans les tolérances convenues.',
  'verdict.fail':
    'Le nouveau modèle ne répond pas au plan : {measures}{segments, plural, =0 {} one { ; et dans un segment} other { ; et dans # segments}}.',
  'verdict.criteria-fail':
    'Le plan n’est pas respecté : {measures}{segments, plural, =0 {} one { ; et dans un segment} other { ; et dans # segments}}.',
  'verdict.inconclusive': 'Les cas conservés ne suffisent pas pour dire si le plan est respecté : {measures}.',
  'verdict.criteria-inconclusive': 'Les cas conservés ne suffisent pas pour dire si le plan est respecté : {measures}.',
  'verdict.inconclusive.needed':
    'Les cas conservés ne suffisent pas pour trancher ({measures}) : il en faudrait environ {needed}, et il y en a {cases}.',
  'verdict.could-not-run': 'Une partie de la comparaison n’a pas pu être menée ; du reste, on ne peut rien conclure.',
  'verdict.criteria-could-not-run':
    'Une partie de ce que demande le plan n’a pas pu être mesurée ({measures}) ; on ne peut donc pas dire que le plan est respecté.',
  'verdict.nothing-compared': 'Aucun cas n’a pu être comparé : on ne sait rien du nouveau modèle.',
  'verdict.no-criteria':
    'Le plan ne demande rien, sur les réponses des modèles, qui puisse être jugé : il n’y a pas de quoi prononcer une réception.',
  'verdict.problems':
    'Une partie de la comparaison n’a pas pu être menée ; on ne peut donc pas dire que le plan est respecté.',

  lessThanOne: 'moins de 1',
  about: 'environ {count}',
  'fact.nothingCompared': 'Aucun cas n’a été comparé. Rien dans ce rapport ne plaide pour ou contre le nouveau modèle.',
  'fact.accuracy':
    'Sur 1 000 cas, l’ancien modèle donne {was} bonnes réponses et le nouveau {is} : {change} ; intervalle à {confidence}, {cases} cas.',
  'fact.sides': '{measure} passe de {was} à {is} : {change} ; intervalle à {confidence}, {cases} cas.',
  'fact.sidesAlone': '{measure} passe de {was} à {is} : {change} ; {cases} cas, sans intervalle.',
  'fact.noFlips':
    'Aucune réponse juste n’est devenue fausse et aucune réponse fausse n’est devenue juste, sur {total} cas comparés.',
  'fact.flips':
    'Sur 1 000 cas, {lostShare} qui recevaient la bonne réponse ne la reçoivent plus et {gainedShare} la reçoivent désormais ({lostCount} et {gainedCount} sur les {total} cas comparés).',
  'fact.flipsFew':
    'Sur les {total} cas comparés, {lost, plural, =0 {aucune réponse juste n’est devenue fausse} one {{lostCount} qui recevait la bonne réponse ne la reçoit plus} other {{lostCount} qui recevaient la bonne réponse ne la reçoivent plus}} et {gained, plural, =0 {aucune réponse fausse n’est devenue juste} one {{gainedCount} la reçoit désormais} other {{gainedCount} la reçoivent désormais}}.',
  'fact.positive':
    'Sur 1 000 cas réellement « {label} », l’ancien modèle en retrouve {was} et le nouveau {is}. Sur 1 000 autres cas, il annonce « {label} » à tort {alarmsAre} fois au lieu de {alarmsWere}.',
  'fact.segmentFails':
    'Pour {slice}, {measure} : {change}, alors que le plan tolère {margin}.{more, plural, =0 {} one { Un autre segment ne tient pas non plus.} other { # autres segments ne tiennent pas non plus.}}',
  'fact.segmentsPass':
    '{n, plural, one {Le seul segment examiné reste dans la tolérance convenue} other {Les # segments examinés restent tous dans la tolérance convenue}}.',
  'fact.segmentsOpen':
    'Aucun segment ne se révèle moins bien traité qu’il n’a été convenu, mais {open, plural, one {un segment} other {# segments}} sur {n} {open, plural, one {a} other {ont}} trop peu de cas pour qu’on en soit sûr.',
  'fact.driftPasses': 'Les cas d’essai ressemblent toujours à la référence pour laquelle les modèles ont été faits.',
  'fact.driftFails':
    'Les cas d’essai ne ressemblent plus à la référence sur {n, plural, one {un point} other {# points}} : voir la dérive.',
  'fact.tally':
    '{n, plural, =0 {Aucune vérification bloquante n’a été faite.} one {Vérification bloquante unique :} other {Sur # vérifications bloquantes :}}{n, plural, =0 {} other { {passed, plural, =0 {aucune réussie} one {# réussie} other {# réussies}}{failed, plural, =0 {} one {, # échouée} other {, # échouées}}{open, plural, =0 {} one {, # non tranchée} other {, # non tranchées}}{missing, plural, =0 {} one {, # non faite} other {, # non faites}}{waived, plural, =0 {} one {, # écartée} other {, # écartées}}.}}',

  'untested.title': 'Ce qui n’a pas été essayé',
  'untested.excluded':
    '{n, plural, one {{cases} cas a été laissé} other {{cases} cas ont été laissés}} de côté ; les raisons figurent plus bas.',
  'untested.set': 'Le jeu « {set} » : aucun de ses cas n’a pu être comparé.',
  'untested.labels':
    'La justesse des réponses : les jeux n’ont pas d’étiquettes, les modèles n’ont été comparés qu’entre eux.',
  'untested.drift':
    'La ressemblance des cas d’essai avec les cas antérieurs : le plan ne donne pas de jeu de référence.',
  'untested.segments': 'L’effet par groupe de personnes ou de produits : le plan ne nomme aucun segment.',
  'untested.speed': 'La vitesse et la mémoire.',
  'untested.service': 'Le service régulier (VSR) : données réelles, charge, pannes.',
  'untested.otherCases': 'Les cas qui ne ressemblent pas à ceux des jeux conservés.',
  'untested.delivery': 'L’intégration, la sécurité, la documentation et les droits attachés à la livraison.',

  'request.title': 'Ce qui vous est demandé',
  'request.ask': 'Prononcer la réception, la réception avec réserves, l’ajournement ou le rejet de la livraison.',
  'request.askBy':
    'Prononcer, au plus tard le {date}, la réception, la réception avec réserves, l’ajournement ou le rejet de la livraison.',
  'request.pass': 'Rien dans ces essais ne s’oppose à la réception.',
  'request.fail':
    'Le plan convenu n’est pas respecté. Une réception n’est possible qu’avec des réserves qui nomment les critères non tenus ; à défaut, ajournement ou rejet.',
  'request.inconclusive':
    'Ajourner, le temps de réunir les cas qui manquent, ou réceptionner avec une réserve sur ce qui n’est pas tranché.',
  'request.could-not-run':
    'Ajourner jusqu’à ce que les essais aient été menés au complet. Ce rapport ne permet pas de prononcer la réception.',
  'request.link': 'Aller à la page de signature',

  'attention.title': 'Points d’attention',
  'attention.nothing': 'Aucun : tous les critères sont tenus, aucun cas n’a été écarté et rien n’a dû être deviné.',
  'attention.finding': '{what}.',
  'attention.warning': '{what} (simple alerte, non bloquante).',
  'attention.group.fail':
    '{n, plural, one {Un segment ne tient} other {# segments ne tiennent}} pas le critère, le pire en premier : {list}.',
  'attention.group.open':
    '{n, plural, one {Un segment n’est pas tranché} other {# segments ne sont pas tranchés}}, le pire en premier : {list}. Le tableau des critères donne chacun.',
  'attention.segments':
    '{measure} : {n, plural, one {un segment se trouve} other {# segments se trouvent}} tout {n, plural, one {entier} other {entiers}} du côté « moins bien » : {list}. Le hasard seul en mettrait {chance} sur {total}.',
  'attention.excluded':
    'Jeu « {set} » : {left} cas sur {rows} {n, plural, one {a été laissé} other {ont été laissés}} de côté.',
  'attention.belowChance.both':
    'Les réponses des deux modèles ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance des colonnes et des étiquettes : si elle est fausse des deux côtés, cette comparaison ne veut rien dire.',
  'attention.belowChance.old':
    'Les réponses de l’ancien modèle ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance de ses colonnes et de ses étiquettes.',
  'attention.belowChance.new':
    'Les réponses du nouveau modèle ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance de ses colonnes et de ses étiquettes.',
  'attention.guessed.old':
    'La façon dont les colonnes ou les étiquettes parviennent à l’ancien modèle a été déduite de leur ordre ; le plan ne la déclare pas. À vérifier sous « Ce qui a été comparé ».',
  'attention.guessed.new':
    'La façon dont les colonnes ou les étiquettes parviennent au nouveau modèle a été déduite de leur ordre ; le plan ne la déclare pas. À vérifier sous « Ce qui a été comparé ».',
  'attention.trusted.old':
    'Le fichier de l’ancien modèle peut exécuter son propre code à l’ouverture ; le plan l’a autorisé.',
  'attention.trusted.new':
    'Le fichier du nouveau modèle peut exécuter son propre code à l’ouverture ; le plan l’a autorisé.',
  'attention.inferred':
    'Il n’y avait pas de plan : les critères ont été proposés par l’outil, et personne n’y a encore souscrit.',
  'attention.unsealed': 'Les critères n’ont pas été scellés avant la livraison du nouveau modèle.',
  'attention.fixed':
    'Le plan prend les jeux conservés eux-mêmes pour contrat : les valeurs observées décident, et rien n’est affirmé sur les cas à venir.',

  'problem.old': 'L’ancien modèle n’a pas pu être exécuté{where}.',
  'problem.new': 'Le nouveau modèle n’a pas pu être exécuté{where}.',
  'problem.set': 'Un jeu n’a pas pu être utilisé{where}.',
  'problem.measure': 'Une mesure n’a pas pu être faite{where}.',
  'problem.where': ' (jeu « {set} »)',

  'notice.positive-guessed':
    'Le plan ne dit pas quelle étiquette est la positive ; c’est « {label} » qui a été retenue.',
  'notice.version-mismatch-old':
    'L’ancien modèle a été enregistré avec {package} {saved} et exécuté ici avec {running} : ses réponses peuvent différer de celles qu’il donnait alors.',
  'notice.version-mismatch-new':
    'Le nouveau modèle a été enregistré avec {package} {saved} et exécuté ici avec {running} : ses réponses peuvent différer de celles qu’il donnait alors.',
  'notice.quantised-old':
    'L’ancien modèle est quantifié : il arrondit ces nombres par paliers et écrête ce qui dépasse : {tensors}.',
  'notice.quantised-new':
    'Le nouveau modèle est quantifié : il arrondit ces nombres par paliers et écrête ce qui dépasse : {tensors}.',
  'notice.default-preset': 'Le plan ne nomme aucun critère ; ceux du modèle de plan « {preset} » ont été appliqués.',
  'notice.preset-criterion-left-out':
    'Le modèle de plan « {preset} » porte aussi sur {measure} ; ce critère a été laissé de côté : {reason}.',

  'leftOut.no-reference-set': 'le plan n’a pas de jeu de référence',
  'leftOut.no-scores': 'l’un des modèles donne des étiquettes sans scores',

  'criteria.title': 'Critères du plan',
  'criteria.none': 'Le plan ne contient aucun critère qui ait pu être jugé.',
  'criteria.intro':
    'Dans les dessins, la droite est toujours du bon côté. Le trait est l’intervalle au niveau de confiance de {confidence}, le point est la valeur observée ; la zone ombrée est ce que le plan accepte. Un critère est tenu quand le trait se trouve tout entier dans la zone, non tenu quand il se trouve tout entier au-delà ; entre les deux, rien n’est tranché.',
  'criteria.asked': 'Demandé',
  'criteria.found': 'Constaté',
  'criteria.finding': 'Conclusion',
  'word.others': '{more} autres',
  'word.onSet': 'jeu « {set} »',
  'criteria.onSet': 'Jeu « {set} »',
  'criteria.warn': 'Simple alerte : n’est pas bloquant.',
  'criteria.fixed': 'Base fixe : la valeur observée sur ces cas décide.',
  'section.quality': 'Qualité',
  'section.changes': 'Changements individuels',
  'section.segments': 'Segments',
  'section.drift': 'Dérive',
  'section.speed': 'Vitesse et mémoire (selon la machine)',
  'axis.worse': 'moins bien',
  'axis.better': 'mieux',
  'axis.nothing': 'Rien à dessiner',

  'amount.relative': '{amount} de son ancienne valeur',
  'asked.maxDegradation.higher': '{measure} ne doit pas baisser de plus de {margin}.',
  'asked.maxDegradation.lower': '{measure} ne doit pas augmenter de plus de {margin}.',
  'asked.maxDegradation.zero': '{measure} ne doit pas s’éloigner de zéro de plus de {margin}.',
  'asked.noDegradation.higher': '{measure} ne doit pas baisser du tout.',
  'asked.noDegradation.lower': '{measure} ne doit pas augmenter du tout.',
  'asked.noDegradation.zero': '{measure} ne doit pas s’éloigner de zéro.',
  'asked.minImprovement.higher': '{measure} doit augmenter d’au moins {margin}.',
  'asked.minImprovement.lower': '{measure} doit baisser d’au moins {margin}.',
  'asked.minImprovement.zero': '{measure} doit se rapprocher de zéro d’au moins {margin}.',
  'asked.atLeast': '{measure} doit atteindre au moins {margin}.',
  'asked.atLeastNew': '{measure} du nouveau modèle doit atteindre au moins {margin}.',
  'asked.atMost': '{measure} ne doit pas dépasser {margin}.',
  'asked.atMostNew': '{measure} du nouveau modèle ne doit pas dépasser {margin}.',
  'asked.within': '{measure} doit se situer entre {low} et {high}.',
  'asked.withinNew': '{measure} du nouveau modèle doit se situer entre {low} et {high}.',

  'found.nothing': 'Rien n’a pu être mesuré.',
  'found.suppressed': 'Non montré : moins de {smallest} cas.',
  'found.sides': '{before} avant, {after} maintenant : {change}, sur {cases} cas.',
  'found.alone': '{change}, sur {cases} cas.',
  'found.change': '{change} ({range})',
  'found.value': '{value} (entre {low} et {high})',
  'change.none': 'aucun écart observé',
  'change.tiny': 'un écart de moins de {amount}',
  'change.worse': '{amount} moins bien',
  'change.better': '{amount} mieux',
  'range.worse': 'entre {low} et {high} moins bien',
  'range.better': 'entre {low} et {high} mieux',
  'range.both': 'entre {better} mieux et {worse} moins bien',
  range: '{low} à {high}',
  'range.from': '{low} à {high}',

  'reason.pass': 'Le plan est respecté sur ce point.',
  'reason.fail': 'Même l’extrémité favorable de l’intervalle est au-delà de ce que le plan accepte.',
  'reason.inconclusive': 'L’intervalle n’est ni tout entier dans ce que le plan accepte, ni tout entier au-delà.',
  'reason.could-not-run': 'La mesure n’a pas pu être faite.',
  'reason.waived': 'Écarté d’un commun accord : {waiver}',
  'reason.needed': 'Environ {needed} cas permettraient de trancher ; il y en a {cases}.',
  'reason.within-margin': 'L’intervalle se trouve tout entier dans ce que le plan accepte.',
  'reason.beyond-margin': 'L’intervalle se trouve tout entier au-delà de ce que le plan accepte.',
  'reason.interval-straddles': 'L’intervalle se trouve en partie dans ce que le plan accepte, en partie au-delà.',
  'reason.too-few-cases': 'Il n’y a que {cases} cas ; le plan en demande au moins {minimum}.',
  'reason.no-estimate': 'La mesure n’a pas pu être faite sur ces cas.',
  'reason.no-interval': 'Les cas sont trop peu nombreux pour dire à quel point la valeur est sûre.',
  'reason.no-such-slice': 'Le segment ne contient aucun cas dans ce jeu.',
  'reason.no-such-set': 'Le jeu n’a pas été comparé.',
  'reason.near-zero-baseline':
    'L’ancienne valeur est trop proche de zéro pour qu’une tolérance en pour cent ait un sens ; il faut la donner dans l’unité de la mesure.',
  'reason.not-proven-after-holm':
    'Le résultat semble moins bon que convenu mais, avec autant de critères, ce pourrait encore être le hasard.',
  'reason.nothing-compared': 'Aucun cas n’a été comparé.',
  'reason.no-value': 'La mesure a été tentée et n’aboutit à aucun nombre.',
  'reason.no-scores': 'La mesure demande des scores, et l’un des modèles ne donne que des réponses.',
  'reason.no-cases': 'Le jeu ne contient aucun cas.',
  'reason.no-labels': 'La mesure demande des étiquettes, et le jeu n’en a pas.',
  'reason.one-class': 'Tous ces cas relèvent d’une même classe : il n’y a rien à distinguer.',
  'reason.too-many-classes': 'Les classes sont trop nombreuses pour cette mesure.',
  'reason.constant-target': 'La valeur vraie est la même pour tous les cas : il n’y a rien à expliquer.',
  'reason.constant-reference': 'La référence ne contient qu’une seule valeur : il n’y a pas de point de comparaison.',
  'reason.not-finite': 'Le calcul n’aboutit pas à un nombre fini.',
  'reason.no-reference': 'La mesure demande un jeu de référence, et le plan n’en donne pas.',
  'reason.no-such-column': 'La colonne à comparer n’existe pas.',
  'reason.incomparable-column':
    'L’une des colonnes manque dans le jeu de référence, ou y contient des nombres là où ce jeu contient du texte : sa dérive ne peut pas être mesurée.',
  'reason.no-such-class': 'La classe visée ne figure pas parmi les étiquettes.',
  'reason.no-positive-class': 'La mesure demande une classe positive, et aucune n’est désignée.',
  'reason.waived-would-pass': 'Écarté d’un commun accord ({waiver}) ; il serait tenu.',
  'reason.waived-would-fail': 'Écarté d’un commun accord ({waiver}) ; il ne serait pas tenu.',
  'reason.waived-would-be-inconclusive': 'Écarté d’un commun accord ({waiver}) ; il ne serait pas tranché.',
  'reason.waived-could-not-run': 'Écarté d’un commun accord ({waiver}) ; la mesure n’a pas pu être faite.',

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

  'evidence.title': 'Éléments de preuve',
  'evidence.intro': 'Ce qui fonde les conclusions. Chaque partie s’ouvre d’un clic ; sur papier, toutes sont ouvertes.',
  'evidence.set': 'Jeu « {set} » · {cases} cas comparés',
  'evidence.quality': 'Qualité, ancien et nouveau modèle',
  'evidence.changes': 'Changements individuels',
  'evidence.scores': 'Scores, cas par cas',
  'evidence.errors': 'Ampleur des erreurs',
  'evidence.calibration': 'Calibration : les probabilités sont-elles justes ?',
  'evidence.segments': 'Segments',
  'evidence.drift': 'Dérive : est-ce le même examen ?',
  'evidence.speed': 'Vitesse et mémoire',
  'evidence.noise': 'Bruit de fond',

  'quality.caption': 'Qualité sur {cases} cas, intervalles à {confidence}',
  'quality.byClass': 'Classe par classe',
  'quality.measure': 'Mesure',
  'quality.difference': 'Écart',

  'changes.title': 'Réponses justes et fausses, avant et maintenant',
  'changes.finding':
    '{lost, plural, =0 {Aucun cas perdu} one {Un cas perdu} other {{lostCount} cas perdus}} et {gained, plural, =0 {aucun gagné} one {un gagné} other {{gainedCount} gagnés}}, sur {total}',
  'changes.table': 'Nombre de cas justes et faux, ancien et nouveau modèle',
  'changes.oldRight': 'Ancien juste',
  'changes.oldWrong': 'Ancien faux',
  'changes.newRight': 'Nouveau juste',
  'changes.newWrong': 'Nouveau faux',
  'changes.lost': 'Perdus',
  'changes.gained': 'Gagnés',
  'changes.bothRight': 'Justes les deux fois',
  'changes.bothWrong': 'Faux les deux fois',
  'changes.perThousand': '{share} sur 1 000',
  'changes.byClass':
    'Réponses qui ont changé, par classe{n, plural, =0 {} one { (# changement plus rare n’est pas listé)} other { (# changements plus rares ne sont pas listés)}}',
  'changes.noneByClass': 'Aucune réponse n’a changé.',
  'changes.change': 'Réponse, avant et maintenant',
  'changes.fromTo': '« {from} » est devenu « {to} »',
  'changes.byConfidence': 'Changements selon l’assurance de l’ancien modèle',
  'changes.confidence': 'Son assurance',
  'changes.shares': 'Perdus | gagnés',
  'changes.barTitle': 'Perdus : {lost} sur 1 000 ; gagnés : {gained} sur 1 000',

  'scores.finding': 'Pour {share} des {cases} cas, les deux scores de « {label} » concordent à {width} près environ',
  'scores.findingPredicted':
    'Pour {share} des {cases} cas, les deux scores de la classe prédite concordent à {width} près environ',
  'scores.findingValues': 'Pour {share} des {cases} cas, les deux valeurs concordent à {width} près environ',
  'scores.old': 'Score de l’ancien modèle',
  'scores.new': 'Score du nouveau modèle',
  'scores.oldValue': 'Valeur de l’ancien modèle',
  'scores.newValue': 'Valeur du nouveau modèle',
  'scores.description': 'Nombre de cas selon deux valeurs, en nuances ; en abscisse : {x} ; en ordonnée : {y}.',
  'scores.shades':
    'Plus la nuance est foncée, plus il y a de cas. La plus claire correspond à moins de {smallest} cas.{diagonal, select, yes { Sur la ligne en tirets, les deux modèles disent la même chose.} other { Les lignes en tirets sont l’écart moyen et les limites entre lesquelles se situent 95 % des écarts.}}',
  'scores.table': 'Nombre de cas selon « {x} » (colonnes) et « {y} » (lignes)',
  'blandAltman.finding':
    'En moyenne, le nouveau modèle répond {bias} {direction} que l’ancien ; 95 % des écarts se situent entre {low} et {high} ({cases} cas)',
  'blandAltman.mean': 'Moyenne des deux valeurs',
  'blandAltman.meanIn': 'Moyenne des deux valeurs ({unit})',
  'blandAltman.difference': 'Nouveau − ancien',
  'blandAltman.differenceIn': 'Nouveau − ancien ({unit})',

  'errors.caption': 'Ampleur des erreurs, des plus courantes aux plus rares ({cases} cas)',
  'errors.share': 'Part des cas',
  'errors.atMost': '{share} des cas ont une erreur d’au plus',

  'calibration.title': 'Probabilités annoncées et fréquences observées',
  'calibration.finding':
    'Les probabilités annoncées s’écartent en moyenne de {old} pour l’ancien modèle et de {new} pour le nouveau',
  'calibration.of': 'Probabilité de « {label} ».',
  'calibration.ofPredicted': 'Probabilité de la classe prédite.',
  'calibration.description':
    'Par groupes de cas aux scores voisins : en abscisse la probabilité annoncée, en ordonnée la part observée, avec les intervalles. En dessous, le nombre de cas de chaque groupe.',
  'calibration.perfect': 'parfait',
  'calibration.announced': 'Probabilité annoncée (%)',
  'calibration.observed': 'Part observée (%)',
  'calibration.histogram': 'Nombre de cas par probabilité annoncée',
  'calibration.oldN': 'Ancien : cas',
  'calibration.oldRate': 'Ancien : observé',
  'calibration.newN': 'Nouveau : cas',
  'calibration.newRate': 'Nouveau : observé',

  'segments.segment': 'Segment',
  'segments.finding': '{measure} : le segment le moins favorable est {slice} ({change})',
  'segments.suppressed':
    'Non montré, car moins de {smallest} cas : {n, plural, one {un segment} other {# segments}} ({slices}).',
  'segments.others': 'Également mesurés pour chaque segment et conservés dans result.json : {measures}.',
  'segments.empty':
    '{n, plural, one {Un segment n’a pas pu être mesuré} other {# segments n’ont pas pu être mesurés}}.',

  'drift.columns': 'Cas d’essai (plein) et référence (contour), du plus changé au moins changé',
  'drift.scores': 'Scores du nouveau modèle (plein) et de l’ancien (contour), sur les mêmes cas',
  'drift.rest': 'Les autres colonnes',
  'drift.more': '{n, plural, one {Une autre colonne, moins changée} other {# autres colonnes, moins changées}}',
  'drift.column': 'Colonne',
  'drift.score': 'Score du modèle',
  'drift.drawn': 'Répartition',
  'drift.drawnScores': 'Répartition',
  'drift.effect': 'Ampleur du changement',
  'drift.title': 'Répartition de « {column} »',
  'drift.value': 'Valeur',
  'drift.reference': 'Référence',
  'drift.tested': 'Essai',
  'drift.others': 'toutes les autres',
  'drift.small': '(faible)',
  'drift.medium': '(sensible)',
  'drift.large': '(forte)',
  'drift.cases': '{reference} cas de référence, {cases} cas d’essai.',
  'drift.missing': 'Valeurs manquantes : {reference} et {cases}.',

  'ratio.half': 'moitié',
  'ratio.same': 'égal',
  'ratio.double': 'double',
  'speed.caption': 'Mesuré sur cette machine ; une autre donnera d’autres chiffres',
  'speed.ratio': 'Nouveau / ancien',
  'speed.drawn': 'Rapport (à droite : mieux)',
  'speed.title': '{measure} : nouveau sur ancien {times}',
  'speed.machine': 'Machine : {cpu}, {cores} cœurs.',

  'compared.title': 'Ce qui a été comparé',
  'compared.models': 'Modèles',
  'compared.model': 'Modèle',
  'compared.artifact': 'Artefact',
  'compared.format': 'Format et moteur',
  'compared.notOpened': 'n’a pas pu être ouvert',
  'compared.sets': 'Jeux',
  'compared.set': 'Jeu',
  'compared.file': 'Fichier',
  'compared.rows': 'Cas lus',
  'compared.comparedCases': 'Comparés',
  'compared.excluded': 'Laissés de côté',
  'compared.nothingExcluded': 'aucun',
  'compared.personal': 'données personnelles',
  'compared.licence': 'Licence : {licence}.',
  'compared.source': 'Source : {source}.',
  'compared.environment': 'Établi par Recette {version} avec Node {node} ({platform}) ; graine {seed}.',
  'compared.isolation': 'Les modèles se sont exécutés dans des processus à part ({list}).',
  'compared.keptAnswers':
    '{side} : {count, plural, one {# réponse conservée} other {# réponses conservées}} d’une exécution antérieure, sans nouvel appel.',
  'isolation.no-network': 'sans réseau',
  'isolation.memory-limit': 'avec une limite de mémoire',
  'isolation.clean-environment': 'sans les réglages de la machine',
  'isolation.time-limit': 'avec une limite de temps',
  'role.test': 'essai',
  'role.validation': 'validation',
  'role.reference': 'référence',
  'role.production': 'production',
  'excluded.no label': 'cas sans étiquette',
  'excluded.no answer from old': 'sans réponse de l’ancien modèle',
  'excluded.no answer from new': 'sans réponse du nouveau modèle',

  'mapping.caption': 'Comment les colonnes parviennent aux modèles et comment leurs réponses sont lues',
  'mapping.port': 'Entrée ou sortie',
  'mapping.from': 'Correspondance',
  'mapping.how': 'Établie par',
  'mapping.input': 'Entrée {port}',
  'mapping.output': 'Sortie {port}',
  'mapping.by.declared': 'déclaration du plan',
  'mapping.by.by-name': 'identité des noms',
  'mapping.by.by-order': 'déduction d’après l’ordre',
  'mapping.by.single-input': 'entrée unique',
  'mapping.by.detected': 'détection',
  'mapping.meaning.probabilities': 'probabilité de chaque étiquette',
  'mapping.meaning.logits': 'logits de chaque étiquette, changés en probabilités par un softmax',
  'mapping.meaning.positive-probability': 'probabilité de l’étiquette positive',
  'mapping.meaning.positive-logit': 'logit de l’étiquette positive, changé en probabilité par une sigmoïde',
  'mapping.meaning.label-index': 'rang de l’étiquette',
  'mapping.meaning.label': 'étiquette',
  'mapping.meaning.value': 'valeur',
  'mapping.meaning.tensor': 'nombres bruts',
  'mapping.taken.old': 'La sortie {output} de l’ancien modèle n’est pas déclarée ; elle a été prise pour : {meaning}.',
  'mapping.taken.new': 'La sortie {output} du nouveau modèle n’est pas déclarée ; elle a été prise pour : {meaning}.',
  'mapping.outputLabels': '{meaning}, dans l’ordre {labels} (étiquettes lues dans {from})',
  'mapping.labelsFrom.plan': 'le plan',
  'mapping.labelsFrom.artifact': 'l’artefact',
  'mapping.labelsFrom.set': 'le jeu',
  'mapping.labelsFrom.recording': 'l’enregistrement',
  'mapping.labels': 'Les étiquettes sont rapprochées par leur nom : {labels}.',
  'mapping.positive': 'L’étiquette positive est « {label} ».',

  'signature.title': 'Décision et signatures',
  'signature.statement': 'Au vu de ce rapport, les soussignés prononcent :',
  'decision.accepted': 'La réception',
  'decision.accepted.means': '– la livraison est acceptée en l’état.',
  'decision.reservations': 'La réception avec réserves',
  'decision.reservations.means': '– acceptée, à charge de lever les réserves ci-dessous.',
  'decision.postponed': 'L’ajournement',
  'decision.postponed.means': '– la décision attend une nouvelle livraison ou de nouveaux cas.',
  'decision.rejected': 'Le rejet',
  'decision.rejected.means': '– la livraison est refusée.',
  'signature.reservations': 'Réserves, et date à laquelle elles doivent être levées',
  'signature.people': 'Signatures',
  'signature.for': 'Pour',
  'signature.name': 'Nom et qualité',
  'signature.date': 'Date',
  'signature.signature': 'Signature',
  'signature.client': 'Le client',
  'signature.newAgency': 'La nouvelle agence',
  'signature.oldAgency': 'L’ancienne agence',
  'signature.digests': 'Empreintes (SHA-256) de ce sur quoi repose la décision',
  'signature.result': 'Ce résultat',
  'signature.plan': 'Plan',
  'signature.criteria': 'Critères',

  'terminal.criterion': 'Critère',
  'terminal.limit': 'Tolérance',
  'terminal.cases': '{cases} cas comparés sur « {set} ».',
  'terminal.problems': 'Problèmes',
  'markdown.models': 'Modèles et jeux',
  'markdown.side': 'Côté',
  'markdown.compared': '{compared} cas comparés sur {rows}',
}
