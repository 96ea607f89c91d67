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
}
