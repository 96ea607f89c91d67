/** Les mots pour les cas comptés par groupe et par poids. */
export const frSampling = {
  'notice.ofSet': 'Jeu « {set} » : ',
  'notice.ofSets': 'Jeux {sets} : ',
  'notice.clusters':
    'Jeu « {set} » : les cas qui partagent une valeur de {column} ont été comptés ensemble, {clusters, plural, one {en un seul groupe} other {en {clusters, number} groupes}} (le plus grand compte {largest, plural, one {un cas} other {{largest, number} cas}}). De tels cas se ressemblent et apprennent donc moins qu’autant de cas indépendants : la variance de l’écart principal est multipliée par {effect, number} (effet de plan), et les intervalles en tiennent compte.',
  'notice.clusters-no-effect':
    'Jeu « {set} » : les cas qui partagent une valeur de {column} ont été comptés ensemble, {clusters, plural, one {en un seul groupe} other {en {clusters, number} groupes}} (le plus grand compte {largest, plural, one {un cas} other {{largest, number} cas}}). De tels cas se ressemblent et apprennent donc moins qu’autant de cas indépendants ; les intervalles en tiennent compte.',
  'notice.clusters-unnamed':
    'Jeu « {set} » : {cases, plural, one {un cas n’a} other {{cases, number} cas n’ont}} pas de valeur de {column} et {cases, plural, one {a été compté} other {ont été comptés chacun}} à part.',
  'notice.clusters-few':
    'Jeu « {set} » : les groupes sont peu nombreux (ils en valent {effective, number} de même taille). Les intervalles en sont plus larges, et davantage de cas des mêmes groupes n’y changerait guère : il faudrait des cas d’autres groupes.',
  'notice.weights-counted':
    'Jeu « {set} » : chaque cas compte selon son poids, donné par {column} ; l’échantillon vaut {effective, number} cas ou groupes indépendants de même poids.',
  'notice.sample-not-in-counts':
    'Jeu « {set} » : les tableaux et dessins qui comptent des cas comptent chaque ligne une fois ; groupes et poids sont pris en compte dans les mesures et leurs intervalles.',
  'notice.sample-not-in-drift':
    'Jeu « {set} » : la dérive, comme les tableaux et dessins qui comptent des cas, compte chaque ligne une fois ; groupes et poids sont pris en compte dans les autres mesures et leurs intervalles.',
  'notice.sample-no-tests':
    'Jeu « {set} » : aucun test statistique des deux modèles (valeur p) n’est présenté, car ces tests tiennent chaque cas pour indépendant ; ce sont les intervalles des critères convenus qui décident.',
  'excluded.weight of 0': 'de poids 0, qui ne {n, plural, one {représente} other {représentent}} rien',
  'reason.one-cluster': 'Tous les cas appartiennent à un seul groupe : rien ne dit ce qu’il en serait d’un autre.',
  'reason.too-few-clusters': 'Un seul groupe pèse tant que rien ne dit ce qu’il en serait d’un autre.',
  'reason.not-for-clusters': 'Cette mesure ne sait pas compter des cas groupés ou pondérés.',
  'noValue.one-cluster': 'un seul groupe',
  'noValue.too-few-clusters': 'trop peu de groupes',
  'noValue.not-for-clusters': 'pas pour des cas groupés',
  'methodName.cluster-linearised': 'Linéarisation par groupe',
  'method.cluster-linearised':
    'Pour les grandeurs de cas groupés ou pondérés. Ce que chaque cas apporte est additionné par groupe, et l’intervalle découle de l’écart entre ces sommes.',
  'methodName.cluster-wilson': 'Intervalle de Wilson par groupe',
  'method.cluster-wilson':
    'Pour une part de cas groupés ou pondérés. C’est l’intervalle de Wilson d’autant de cas indépendants que ceux-ci en valent.',
  'methodName.cluster-tango': 'Intervalle de score de Tango par groupe',
  'method.cluster-tango':
    'Pour la différence de deux parts sur des cas groupés ou pondérés. C’est l’intervalle de Tango d’autant de cas indépendants que ceux-ci en valent.',
  'methodName.cluster-median': 'Médianes par groupe',
  'method.cluster-median':
    'Pour les médianes de cas groupés ou pondérés. L’incertitude de la part située sous la médiane, par groupe, est reportée sur les valeurs.',
  'methodName.cluster-calibration': 'Erreur de calibration par groupe',
  'method.cluster-calibration':
    'Pour les erreurs de calibration de cas groupés ou pondérés. Les écarts de toutes les tranches sont retirés au hasard, tels qu’ils varient d’un groupe à l’autre.',
} as const
