import type { enOutputs } from './enOutputs.js'

export const frOutputs: Record<keyof typeof enOutputs, string> = {
  'measure.largestAbsoluteDifference': 'plus grand écart absolu',
  'measure.absoluteDifferenceP99': '99e centile des écarts absolus',
  'measure.meanAbsoluteDifference': 'écart absolu moyen',
  'measure.largestRelativeDifference': 'plus grand écart relatif',
  'measure.relativeDifferenceP99': '99e centile des écarts relatifs',
  'measure.meanRelativeDifference': 'écart relatif moyen',
  'measure.tightestTolerance': 'plus petite tolérance absolue',
  'measure.cosineSimilarity': 'similarité cosinus',
  'measure.smallestCosineSimilarity': 'plus faible similarité cosinus',
  'measure.signalToNoise': 'rapport signal sur bruit',
  'measure.argmaxAgreement': 'accord sur le maximum (arg-max)',
  'measure.exactAgreement': 'égalité exacte',
  'measure.discreteAgreement': 'égalité des sorties discrètes',
  'measure.neighbourOverlap': 'voisins communs',

  'the.largestAbsoluteDifference': 'le plus grand écart absolu',
  'the.absoluteDifferenceP99': 'le 99e centile des écarts absolus',
  'the.meanAbsoluteDifference': 'l’écart absolu moyen',
  'the.largestRelativeDifference': 'le plus grand écart relatif',
  'the.relativeDifferenceP99': 'le 99e centile des écarts relatifs',
  'the.meanRelativeDifference': 'l’écart relatif moyen',
  'the.tightestTolerance': 'la plus petite tolérance absolue',
  'the.cosineSimilarity': 'la similarité cosinus',
  'the.smallestCosineSimilarity': 'la plus faible similarité cosinus',
  'the.signalToNoise': 'le rapport signal sur bruit',
  'the.argmaxAgreement': 'l’accord sur le maximum (arg-max)',
  'the.exactAgreement': 'la part d’éléments exactement égaux',
  'the.discreteAgreement': 'l’égalité des sorties discrètes',
  'the.neighbourOverlap': 'la part de voisins communs',

  'meaning.largestAbsoluteDifference':
    'Plus grand écart entre un nombre du nouveau modèle et le même nombre de l’ancien.',
  'meaning.absoluteDifferenceP99': 'Écart que 99 % des nombres ne dépassent pas (connu à 0,4 % près).',
  'meaning.meanAbsoluteDifference': 'Écart moyen entre les nombres des deux modèles ; chaque cas compte une fois.',
  'meaning.largestRelativeDifference': 'Plus grand écart, rapporté au nombre de l’ancien modèle.',
  'meaning.relativeDifferenceP99':
    'Écart rapporté au nombre de l’ancien modèle, que 99 % des nombres ne dépassent pas (connu à 0,4 % près).',
  'meaning.meanRelativeDifference': 'Écart moyen rapporté au nombre de l’ancien modèle ; chaque cas compte une fois.',
  'meaning.tightestTolerance':
    'Plus petite tolérance absolue avec laquelle chaque nombre de la nouvelle sortie passe pour celui de l’ancienne, au sens de numpy.allclose.',
  'meaning.cosineSimilarity':
    'Dit si les deux sorties d’un cas vont dans le même sens, de −1 à 1 ; moyenne sur les cas.',
  'meaning.smallestCosineSimilarity': 'Similarité cosinus du cas dont les deux sorties divergent le plus.',
  'meaning.signalToNoise':
    'Puissance de l’ancienne sortie rapportée à celle de l’écart, en décibels ; 20 dB correspondent à un écart d’un dixième, 40 dB d’un centième. Le rapport s’arrête à 319 dB, la résolution d’un nombre en double précision.',
  'meaning.argmaxAgreement': 'Part des endroits où le plus grand nombre occupe la même position dans les deux sorties.',
  'meaning.exactAgreement': 'Part des éléments exactement égaux.',
  'meaning.discreteAgreement':
    'Part des éléments égaux, dans les sorties faites de nombres entiers, de booléens ou de texte.',
  'meaning.neighbourOverlap': 'Part des plus proches voisins d’un cas qui sont les mêmes avec les deux modèles.',

  'option.output': 'sortie « {output} »',
  'option.axis': 'axe {axis}',
  'option.rtol': 'tolérance relative {rtol}',

  'methodName.binned-quantile': 'Centile par tranches',
  'method.binned-quantile':
    'Les écarts sont comptés dans des tranches étroites, ce qui donne un centile à 0,4 % près sans garder chaque nombre. C’est un constat sur ces cas, sans intervalle.',

  'unit.dB': 'dB',
  'section.outputs': 'Sorties',
  'evidence.outputs': 'Sorties, nombre par nombre',

  'fact.outputsEqual':
    'Sur {cases} cas, tous les nombres {n, plural, one {de la sortie comparée} other {des # sorties comparées}} sont les mêmes dans les deux modèles.',
  'fact.outputs':
    'Sur {cases} cas, numpy.allclose accepte {n, plural, one {la nouvelle sortie} other {les # nouvelles sorties}} avec atol={absolute} (rtol=0) ou atol={mixed} (rtol=0.001), et rien de plus serré.',
  'fact.neighbours':
    'En moyenne, {share} des plus proches voisins d’un cas sont les mêmes avec les deux modèles ({cases} cas examinés).',

  'outputs.title': '{output} · forme {shape}',
  'outputs.titleOpen': '{output} · formes variables',
  'outputs.counts': '{cases} cas, {elements} nombres comparés, dont {equal} exactement égaux.',
  'outputs.countsTexts': '{cases} cas, {elements} textes comparés, dont {equal} exactement égaux.',
  'outputs.masked': 'Dans {cases} cas, le masque ne laisse rien à comparer ; ils ne comptent pas ici.',
  'outputs.infinities':
    '{count} nombres sont le même infini des deux côtés ; ils comptent comme égaux et ne sont pas mesurés.',
  'outputs.notFinite':
    'Dans la sortie « {output} », {count} nombres ne sont pas finis (NaN, ou infini d’un seul côté), d’abord à la ligne {row} du jeu « {set} » : ses écarts n’ont pas pu être mesurés.',
  'outputs.zeroBaseline':
    'À {count} endroits, l’ancien nombre est nul et le nouveau ne l’est pas : l’écart relatif y est infini, seules des tolérances avec une part absolue peuvent convenir.',
  'outputs.tolerance':
    'La tolérance la plus serrée que numpy.allclose accepte est {tolerance} ; le tableau donne les autres.',
  'outputs.toleranceNone': 'Tous les nombres comparés sont les mêmes : une tolérance nulle convient.',
  'outputs.frontier': 'Tolérances tout juste suffisantes : avec le même rtol, un atol plus petit est refusé',
  'outputs.rtol': 'rtol (part de l’ancien nombre)',
  'outputs.atol': 'Plus petit atol',
  'outputs.figures': 'Écarts entre les deux modèles',
  'outputs.measure': 'Mesure',
  'outputs.value': 'Valeur',
  'outputs.histogram': 'Ampleur des écarts : part des nombres comparés, par puissance de dix',
  'outputs.equalBar': 'égaux',
  'outputs.bar': '{share} des nombres s’écartent de {low} à {high}',
  'outputs.sample':
    'Les {k} plus proches voisins de chaque cas (au sens du cosinus) ont été cherchés parmi {cases} cas tirés au sort dans le jeu ; le seul hasard en donnerait {chance} de communs.',

  'mapping.outputsCaption': 'Quelles sorties sont comparées, et comment',
  'mapping.outputName': 'Sortie',
  'mapping.outputOld': 'Dans l’ancien modèle',
  'mapping.outputNew': 'Dans le nouveau modèle',
  'mapping.outputHow': 'Comparaison',
  'mapping.numberByNumber': 'nombre par nombre',
  'mapping.textByText': 'égal ou non',
  'mapping.byNeighbours': 'par les {k} plus proches voisins de chaque cas',
  'mapping.masked': 'là où « {mask} » vaut 1',
  'mapping.reduce.mean': 'moyenne sur l’axe {axis}',
  'mapping.reduce.max': 'maximum sur l’axe {axis}',
  'mapping.reduce.sum': 'somme sur l’axe {axis}',
  'mapping.reduce.argmax': 'position du maximum sur l’axe {axis}',

  'notice.outputs-left-old': 'Le plan laisse des sorties de l’ancien modèle hors de la comparaison : {outputs}.',
  'notice.outputs-left-new': 'Le plan laisse des sorties du nouveau modèle hors de la comparaison : {outputs}.',
  'leftOut.not-numbers': 'toutes les sorties sont du texte',
  'leftOut.neighbours-only': 'toutes les sorties sont comparées par leurs seuls voisins',

  'reason.within-margin.fixed': 'Ce qui a été observé reste dans ce que le plan accepte.',
  'reason.beyond-margin.fixed': 'Ce qui a été observé dépasse ce que le plan accepte.',
  'reason.nothing-left': 'Le masque ne laisse rien à comparer.',
  'reason.shapes-differ': 'Les deux sorties n’ont pas la même forme : leurs nombres n’ont pas de vis-à-vis.',
  'reason.kinds-differ': 'Un modèle donne du texte là où l’autre donne des nombres.',
  'reason.not-numbers': 'La sortie est du texte : égale ou non, sans rien entre les deux.',
  'reason.zero-baseline':
    'L’ancien nombre est nul à des endroits où le nouveau ne l’est pas : l’écart relatif y est infini.',
  'reason.no-signal': 'L’ancienne sortie est partout nulle : il n’y a pas de signal.',
  'reason.not-discrete': 'Les sorties sont des nombres à virgule, plus ou moins proches plutôt qu’égaux ou non.',
  'reason.no-such-axis': 'La sortie n’a pas cet axe, ou un seul élément le long de cet axe.',
  'reason.no-such-output': 'Il n’y a pas de sortie de ce nom à comparer.',
  'reason.neighbours-only': 'Toutes les sorties sont comparées par leurs seuls voisins.',
  'reason.no-neighbours': 'Le plan ne compare aucune sortie par ses voisins.',
  'reason.too-few-neighbours':
    'Avec {cases} cas, trop de voisins seraient communs par hasard : il faut plus de dix cas par voisin.',

  'noValue.nothing-left': 'rien à comparer',
  'noValue.shapes-differ': 'formes différentes',
  'noValue.kinds-differ': 'texte contre nombres',
  'noValue.zero-baseline': 'infini : ancien nombre nul',
  'noValue.no-signal': 'ancienne sortie nulle',
  'noValue.too-few-neighbours': 'trop peu de cas',
}
