import type { enMethods } from './enMethods.js'

export const frMethods: Record<keyof typeof enMethods, string> = {
  'howto.title': 'Comment lire ce rapport',
  'howto.answers': 'Trois réponses possibles',
  'howto.interval':
    'Les deux modèles ont répondu aux mêmes cas, et les écarts sont relevés cas par cas. Les cas conservés forment un échantillon : avec d’autres cas du même genre, les chiffres bougeraient un peu, et l’intervalle dit de combien ({confidence} de ces intervalles contiennent la vraie valeur).',
  'howto.rule':
    'Un critère est tenu quand l’intervalle se trouve tout entier dans ce que le plan accepte ; il ne l’est pas quand l’intervalle se trouve tout entier au-delà. L’intervalle dessiné est celui qui décide.',
  'howto.inconclusive':
    'Dans les autres situations, la réponse est « non tranché » : les cas conservés ne permettent pas de conclure. Ce n’est la faute d’aucun des deux modèles, et le rapport indique combien de cas suffiraient sans doute.',
  'howto.points':
    'L’écart entre deux pourcentages se donne en points : de 83 % à 82 %, on perd 1 point. Un cas « perdu » recevait la bonne réponse et ne la reçoit plus ; un cas « gagné », c’est l’inverse.',
  'howto.all':
    'Pour que la recette soit prononcée, tous les critères bloquants doivent être tenus, ce qui ne demande aucune correction statistique.',
  'howto.holm':
    'En revanche, un échec n’est tenu pour prouvé qu’après la correction de Holm, qui tient compte du nombre de critères : un seul critère malchanceux parmi beaucoup d’autres ne condamne personne.',
  'howto.measures': 'Les mesures de ce plan',
  'howto.intervals': 'Comment les intervalles ont été calculés',
  'howto.limits': 'Limites',
  'howto.data': 'Protection des données',
  'limits.cases':
    '« Tenu » signifie : pas moins bon au-delà de la tolérance convenue, sur des cas semblables à ceux des jeux conservés. Ce n’est pas une promesse pour d’autres cas.',
  'limits.labels':
    'Les étiquettes des jeux sont tenues pour vraies ; une étiquette fausse pénalise celui des deux modèles qui a raison.',
  'limits.machine':
    'La vitesse et la mémoire dépendent de la machine de cet essai et ne présagent pas de ce qu’elles seront ailleurs.',

  'methodName.tango-score': 'Intervalle de Tango',
  'method.tango-score':
    'Pour l’écart entre deux parts mesurées sur les mêmes cas. Il ne s’appuie que sur les cas où les deux modèles divergent et reste valable lorsqu’ils sont peu nombreux.',
  'howto.section': '(METHODS.md : {section})',
  'howto.methods':
    'METHODS.md, fourni avec Recette, donne sous ces noms chaque formule, ses hypothèses, quand ne pas l’employer, et ce qui établit que les nombres sont justes.',
  'methodName.wilson': 'Intervalle de Wilson',
  'method.wilson': 'Pour une part. Il reste compris entre 0 et 100 % et vaut aussi pour de petits effectifs.',
  'methodName.delong': 'Méthode de DeLong',
  'method.delong':
    'Pour la qualité du classement (AUC). Elle tient compte de ce que les deux modèles ont noté les mêmes cas, si bien que leurs erreurs vont souvent de pair.',
  'methodName.multinomial-bootstrap': 'Rééchantillonnage du tableau des effectifs (bootstrap)',
  'method.multinomial-bootstrap':
    'Le tableau qui croise vérité, ancienne réponse et nouvelle réponse est retiré au sort un grand nombre de fois. La dispersion des résultats donne l’intervalle.',
  'methodName.paired-t': 'Intervalle t apparié',
  'method.paired-t':
    'Pour une moyenne d’écarts relevés cas par cas. Ce qui varie d’un cas à l’autre s’annule, d’où plus de finesse qu’en comparant deux moyennes.',
  'methodName.delta': 'Méthode delta',
  'method.delta':
    'Pour une grandeur calculée à partir de moyennes ou d’effectifs. Son incertitude se déduit de la leur par une approximation au premier ordre.',
  'methodName.order-statistic': 'Statistiques d’ordre',
  'method.order-statistic':
    'Pour une médiane ou un autre centile. L’intervalle va d’une valeur observée à une autre et ne suppose aucune forme de répartition.',
  'methodName.paired-median': 'Écart apparié de médianes',
  'method.paired-median':
    'Pour l’écart entre deux médianes sur les mêmes cas. Les deux erreurs d’un même cas restent ensemble quand on estime la dispersion.',
  'methodName.bootstrap': 'Rééchantillonnage (bootstrap)',
  'method.bootstrap':
    'Les cas sont retirés au sort un grand nombre de fois. La dispersion des résultats donne l’intervalle.',
  'methodName.jackknife': 'Jackknife par influences',
  'method.jackknife':
    'Pour une grandeur qui n’est pas une simple moyenne. On calcule ce que chaque cas y apporte, et l’intervalle se déduit de ce qui varie d’un cas à l’autre.',
  'methodName.infinitesimal-jackknife': 'Jackknife infinitésimal',
  'method.infinitesimal-jackknife':
    'Pour la précision moyenne. On calcule ce que chaque cas y apporte, et l’intervalle se déduit de ce qui varie d’un cas à l’autre.',
  'methodName.influence': 'Influences',
  'method.influence':
    'Pour une distance entre deux répartitions. L’intervalle se déduit de ce que chaque cas y apporte.',
  'methodName.kolmogorov-band': 'Bande de Kolmogorov',
  'method.kolmogorov-band':
    'Pour le plus grand écart entre deux répartitions cumulées. La bande vaut quelle que soit leur forme.',
  'methodName.point': 'Mesure unique',
  'method.point': 'Relevé une fois sur l’ensemble de l’essai. Il n’a pas d’intervalle.',
  'methodName.count': 'Comptage',
  'method.count': 'Un fait constaté sur ces cas, compté et non estimé. Il n’a pas d’intervalle.',
  'methodName.maximum': 'Maximum',
  'method.maximum':
    'La plus grande valeur relevée sur ces cas. C’est un fait qui les concerne ; il n’a pas d’intervalle.',
}
