import type { enDrift } from './enDrift.js'

export const frDrift: Record<keyof typeof enDrift, string> = {
  'measure.totalVariation': 'distance en variation totale',
  'measure.missingRateDifference': 'variation de la part de valeurs manquantes',
  'measure.newCategoryRate': 'part de modalités nouvelles',
  'measure.domainClassifierAuc': 'reconnaissabilité des cas d’essai (AUC d’un classifieur de domaine)',
  'the.totalVariation': 'la distance en variation totale',
  'the.missingRateDifference': 'la variation de la part de valeurs manquantes',
  'the.newCategoryRate': 'la part de modalités nouvelles',
  'the.domainClassifierAuc': 'la reconnaissabilité des cas d’essai (AUC d’un classifieur de domaine)',
  'meaning.totalVariation':
    'Part des cas qui devraient prendre une autre valeur pour que les deux répartitions soient identiques.',
  'meaning.missingRateDifference':
    'Écart, à la hausse ou à la baisse, entre la part de valeurs manquantes de la référence et celle des cas d’essai.',
  'meaning.newCategoryRate': 'Part des cas d’essai dont la modalité n’apparaît pas du tout dans la référence.',
  'meaning.domainClassifierAuc':
    'Aptitude d’un petit modèle, qui voit toutes les colonnes à la fois, à distinguer les cas d’essai des cas de référence ; 50 %, c’est pile ou face. Il voit aussi des colonnes qui ne vont plus ensemble comme avant.',
  'methodName.newcombe': 'Intervalle de score de Newcombe',
  'method.newcombe':
    'Pour l’écart entre deux proportions issues de deux jeux distincts. Il est tiré des intervalles de Wilson de chacune et tient aussi pour des proportions proches de 0.',

  'drift.changed':
    '{n, plural, one {Une colonne a changé} other {# colonnes ont changé}} plus que le plan ne l’admet, de la plus changée à la moins changée :',
  'drift.beyond': '{measure} {value} ; le plan admet {threshold}',
  'drift.none':
    '{n, plural, one {La seule colonne sur laquelle porte un critère n’a pas changé} other {Aucune des {columns} colonnes sur lesquelles porte un critère n’a changé}} plus que le plan ne l’admet.',
  'drift.undecided':
    'Ces cas ne permettent pas de dire si {n, plural, one {cette colonne a changé} other {ces colonnes ont changé}} plus que le plan ne l’admet : {columns}.',
  'drift.unasked':
    '{n, plural, one {Une autre colonne, sur laquelle ne porte aucun critère, a fortement changé} other {# autres colonnes, sur lesquelles ne porte aucun critère, ont fortement changé}} (indice de stabilité au-dessus de {bound}) : {columns}.',
  'drift.unlike': 'Comparaison impossible avec la référence : {columns}.',
  'drift.identifiers':
    '{n, plural, one {Laissée} other {Laissées}} de côté, car {n, plural, one {ses} other {leurs}} textes sont presque tous différents (identifiants ou texte libre) : {columns}.',
  'drift.together':
    'Toutes colonnes réunies : un petit modèle, entraîné sur la moitié des deux jeux, reconnaît un cas d’essai à côté d’un cas de référence dans {auc} des comparaisons de l’autre moitié ; 50 %, c’est pile ou face. Il voit aussi des colonnes qui ne vont plus ensemble comme avant.',
  'drift.alarms': 'Si rien n’avait changé, à quelle fréquence le hasard seul le ferait-il croire ?',
  'drift.alarm':
    'Avec {reference} cas de référence et {cases} cas d’essai, une colonne inchangée dépasse le seuil de {threshold} fixé pour {measure} dans {one} ; parmi {n} colonnes inchangées, au moins une le dépasse dans {any}.',
  'drift.alarmOne':
    'Avec {reference} cas de référence et {cases} cas d’essai, une colonne inchangée dépasse le seuil de {threshold} fixé pour {measure} dans {one}.',
  'drift.alarmTogether':
    'Avec {reference} cas de référence et {cases} cas d’essai où rien n’a changé, le seuil de {threshold} fixé pour {measure} est dépassé dans {one}.',
  'chance.rare': 'moins d’un jeu sur 1 000',
  'chance.oneIn': 'environ un jeu sur {n}',
  'chance.share': '{share} des jeux',
  'drift.attention':
    '{n, plural, one {Une colonne des cas d’essai ne ressemble} other {# colonnes des cas d’essai ne ressemblent}} plus à la référence : {columns}.',
  'notice.columns-not-in-reference':
    'Le jeu « {set} » comporte {n, plural, one {une colonne absente} other {des colonnes absentes}} de la référence, dont la dérive ne peut être mesurée : {columns}.',
  'notice.columns-only-in-reference':
    'La référence comporte {n, plural, one {une colonne absente} other {des colonnes absentes}} du jeu « {set} », dont la dérive ne peut être mesurée : {columns}.',
  'drift.finding.column.small':
    'La colonne qui a le plus changé, « {column} », a peu changé (indice de stabilité {index})',
  'drift.finding.column.medium':
    'La colonne qui a le plus changé, « {column} », a changé de façon sensible (indice de stabilité {index})',
  'drift.finding.column.large':
    'La colonne qui a le plus changé, « {column} », a beaucoup changé (indice de stabilité {index})',
  'drift.finding.column.unknown': 'Cas d’essai et référence, colonne par colonne',
  'drift.finding.score.small':
    'Sur les mêmes cas, les scores des deux modèles se répartissent de façon semblable (indice de stabilité {index})',
  'drift.finding.score.medium':
    'Sur les mêmes cas, les scores du nouveau modèle se répartissent sensiblement autrement que ceux de l’ancien (indice de stabilité {index})',
  'drift.finding.score.large':
    'Sur les mêmes cas, les scores du nouveau modèle se répartissent tout autrement que ceux de l’ancien (indice de stabilité {index})',
  'drift.finding.score.unknown': 'Scores des deux modèles sur les mêmes cas',
  'drift.key':
    'Contour : référence. Plein : cas d’essai. Zone teintée : changement d’ordinaire jugé faible ; au-delà du second trait, fort.',
  'drift.keyScores':
    'Contour : ancien modèle. Plein : nouveau modèle. Zone teintée : changement d’ordinaire jugé faible ; au-delà du second trait, fort.',
  'drift.rest': 'Les autres colonnes',
  'drift.more': '{n, plural, one {Une autre colonne, moins changée} other {# autres colonnes, moins changées}}',
  'drift.column': 'Colonne',
  'drift.score': 'Score du modèle',
  'drift.drawn': 'Répartition',
  'drift.index': 'Indice de stabilité (PSI)',
  'drift.scale': 'D’aucun changement, à gauche, à un changement fort, à droite',
  'drift.effect': 'Ampleur du changement',
  'drift.numbers': 'Tous les chiffres',
  'drift.title': 'Répartition de « {column} »',
  'drift.value': 'Valeur',
  'drift.reference': 'Référence',
  'drift.tested': 'Essai',
  'drift.others': 'toutes les autres',
  'drift.unnamed': 'valeur {number}, non nommée',
  'drift.small': 'faible',
  'drift.medium': 'sensible',
  'drift.large': 'forte',
  'drift.cases': '{reference} cas de référence, {cases} cas d’essai.',
  'drift.missing': 'Valeurs manquantes : {reference} et {cases}.',
}
