import type { enEvidence } from './enEvidence.js'

export const frEvidence: Record<keyof typeof enEvidence, string> = {
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
  'changes.byClass': 'Réponses qui ont changé, par classe',
  'changes.others': '{n, plural, one {Un autre changement} other {{count} autres changements, ensemble}}',
  'changes.partsHidden':
    'Perdus et gagnés ne sont pas distingués : une partie des changements concerne moins de {smallest} cas.',
  'changes.confidenceFinding':
    'Parmi les cas perdus, {share} étaient de ceux dont l’ancien modèle n’était sûr qu’à {bound} au plus',
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
  'scores.hidden': 'non montré',
  'scores.merged': 'Les cases non montrées contiennent ensemble {cases} cas.',
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
    'Non montré : {n, plural, one {un segment} other {# segments}} ({slices}) de moins de {smallest} cas, ou dont les chiffres permettraient d’en déduire un tel segment.',
  'segments.others': 'Également mesurés pour chaque segment et conservés dans result.json : {measures}.',
  'segments.empty':
    '{n, plural, one {Un segment n’a pas pu être mesuré} other {# segments n’ont pas pu être mesurés}}.',

  'ratio.half': 'moitié',
  'ratio.same': 'égal',
  'ratio.double': 'double',
  'speed.caption': 'Mesuré sur cette machine ; une autre donnera d’autres chiffres',
  'speed.ratio': 'Nouveau / ancien',
  'speed.drawn': 'Rapport (à droite : mieux)',
  'speed.title': '{measure} : nouveau sur ancien {times}',
  'speed.machine': 'Machine : {cpu}, {cores} cœurs.',
}
