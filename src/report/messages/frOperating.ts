import type { enOperating } from './enOperating.js'

export const frOperating: Record<keyof typeof enOperating, string> = {
  'mapping.operating': 'l’étiquette positive est donnée à partir de {threshold}',
  'notice.threshold-recorded-old':
    'Les réponses de l’ancien modèle ont été enregistrées (colonne « {column} ») : elles comptent telles quelles, sans tenir compte du seuil du plan.',
  'notice.threshold-recorded-new':
    'Les réponses du nouveau modèle ont été enregistrées (colonne « {column} ») : elles comptent telles quelles, sans tenir compte du seuil du plan.',
  'evidence.operating': 'Le seuil : ce que change son maintien',
  'operating.alert': 'Une alerte est la réponse « {label} ».',
  'operating.assumed':
    'Le plan ne donne pas de seuil d’exploitation : 0,5 est supposé. Si les modèles en ont un autre, l’indiquer dans le plan (`threshold`).',
  'operating.noLabels': 'Sans étiquettes, rien ne peut être dit de ce que valent les alertes.',
  'operating.keptMore':
    'En gardant le seuil de {threshold}, le nouveau modèle lève {change} d’alertes de plus ({range}) : {is} pour 1 000 cas au lieu de {was}',
  'operating.keptFewer':
    'En gardant le seuil de {threshold}, le nouveau modèle lève {change} d’alertes de moins ({range}) : {is} pour 1 000 cas au lieu de {was}',
  'operating.keptSame':
    'En gardant le seuil de {threshold}, le nouveau modèle lève autant d’alertes ({range}) : {is} pour 1 000 cas, {was} auparavant',
  'operating.keptShares':
    'En gardant le seuil de {threshold}, le nouveau modèle lève {is} alertes pour 1 000 cas ; l’ancien {was}',
  'operating.own':
    'Le plan donne au nouveau modèle un autre seuil, {threshold} : il lève alors {is} alertes pour 1 000 cas.',
  'operating.range': 'intervalle de {low} à {high}',
  'operating.equalAlerts':
    'Pour lever autant d’alertes que l’ancien modèle, il faut au nouveau un seuil de {threshold} (soit {alerts} alertes pour 1 000 cas).',
  'operating.equalAlertsFound':
    'Pour lever autant d’alertes que l’ancien modèle, il faut au nouveau un seuil de {threshold} (soit {alerts} alertes pour 1 000 cas). Sur 1 000 cas « {label} », il en trouve alors {is}, et l’ancien {was} ({range}).',
  'operating.equalRecall':
    'Pour trouver autant de cas « {label} » que l’ancien modèle, il faut au nouveau un seuil de {threshold}. Il lève alors {is} alertes pour 1 000 cas, et l’ancien {was} ({range}).',
  'operating.noAlert':
    'L’ancien modèle ne lève aucune alerte ; le nouveau en lève aussi peu au-dessus de son plus haut score.',
  'operating.curves': 'Ce qui est trouvé, selon le nombre d’alertes',
  'operating.description':
    'Part des cas positifs trouvés selon la part des cas qui lèvent une alerte, une courbe par modèle, pour tous les seuils. Le carré est l’ancien modèle à son seuil, le grand point le nouveau au même seuil, les petits points le nouveau aux autres seuils du tableau.',
  'operating.axis.alerts': 'Cas qui lèvent une alerte (%)',
  'operating.axis.recall': 'Cas positifs trouvés (%)',
  'operating.caption':
    'Les deux modèles à leurs seuils ; sous chaque part, son écart avec l’ancien modèle sur les mêmes cas et son intervalle à {confidence}',
  'operating.at': 'Modèle',
  'operating.at.same-threshold': 'Nouveau, seuil gardé',
  'operating.at.own-threshold': 'Nouveau, à son propre seuil',
  'operating.at.equal-alert-rate': 'Nouveau, autant d’alertes',
  'operating.at.equal-recall': 'Nouveau, autant de cas trouvés',
  'operating.threshold': 'Seuil',
  'operating.noThreshold': 'aucune alerte',
  'operating.rate.alertRate': 'Alertes',
  'operating.rate.recall': 'Rappel',
  'operating.rate.precision': 'Précision',
  'operating.rate.specificity': 'Spécificité',
  'operating.rate.f1': 'F1',
  'fact.operating': '{kept}.',
  'measure.decisionCost': 'coût des décisions',
  'the.decisionCost': 'le coût moyen d’une décision',
  'meaning.decisionCost': 'Coût moyen d’un cas, d’après les coûts que le plan donne à chaque décision.',
  'noValue.no-costs': 'pas de coûts dans le plan',
  'reason.no-costs': 'Le plan ne dit pas ce que coûtent les décisions.',
  'cost.more':
    'Sur 1 000 cas, les décisions du nouveau modèle coûtent environ {amount} de plus que celles de l’ancien ({range}) : {is} au lieu de {was}.',
  'cost.less':
    'Sur 1 000 cas, les décisions du nouveau modèle coûtent environ {amount} de moins que celles de l’ancien ({range}) : {is} au lieu de {was}.',
  'cost.same': 'Sur 1 000 cas, les décisions des deux modèles coûtent autant, {is} ({range}).',
  'cost.range': 'intervalle de {low} à {high}',
  'cost.table': 'Ce que coûte une décision, selon le plan ({unit}) ; ce qui n’y figure pas ne coûte rien',
  'cost.tableBare': 'Ce que coûte une décision, selon le plan ; ce qui n’y figure pas ne coûte rien',
  'cost.truth': 'En réalité',
  'cost.answer': 'Réponse',
  'cost.cost': 'Coût',
  'evidence.costs': 'Ce que coûtent les décisions',
  'calibration.lines': 'Des probabilités trop tranchées, trop timides, trop hautes ou trop basses ?',
  'calibration.linesNote':
    'La pente vaut 1 et l’ordonnée 0 quand les probabilités sont justes. Une pente inférieure à 1 signale des probabilités trop proches de 0 et de 1, supérieure à 1 des probabilités trop timides ; une ordonnée positive, des probabilités trop basses, négative, trop hautes. (Droite du logit de ce qui est arrivé selon le logit de ce qui était annoncé.)',
  'brier.parts': 'De quoi est fait le score de Brier',
  'brier.reliability': 'Fiabilité (0 est le mieux)',
  'brier.resolution': 'Résolution (plus elle est grande, mieux c’est)',
  'brier.uncertainty': 'Incertitude (propre aux cas)',
  'brier.note':
    'La fiabilité est l’écart quadratique entre fréquences annoncées et observées ; la résolution dit à quel point les annonces distinguent les cas ; l’incertitude est le score obtenu en annonçant toujours la part d’ensemble. Score de Brier = fiabilité − résolution + incertitude, à ce qui varie dans une tranche près.',
  'calibration.slope': 'Pente',
  'calibration.intercept': 'Ordonnée à l’origine',
}
