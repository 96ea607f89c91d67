import type { enComparison } from './enComparison.js'

export const frComparison: Record<keyof typeof enComparison, string> = {
  'comparison.title': 'Les deux modèles sont-ils interchangeables ?',
  'comparison.intro':
    'Les deux modèles sont examinés ici comme un laboratoire examine deux appareils qui mesurent les mêmes échantillons. Rien ici ne décide : seuls les critères décident. Un test qui ne trouve pas d’écart ne prouve pas qu’il n’y en a pas ; seul un intervalle contenu tout entier dans une marge montre que les modèles sont assez proches.',
  'comparison.unequal':
    '{onlyOld} cas sont bien classés par l’ancien modèle seul et {onlyNew} par le nouveau seul. Si les deux avaient raison aussi souvent l’un que l’autre, un partage au moins aussi inégal se verrait {chance}. Cela plaide pour une différence réelle ; c’est la marge qui dit si elle compte.',
  'comparison.undetected':
    '{onlyOld} cas sont bien classés par l’ancien modèle seul et {onlyNew} par le nouveau seul. Si les deux avaient raison aussi souvent l’un que l’autre, un partage au moins aussi inégal se verrait {chance} : le hasard suffit à l’expliquer. Cela ne montre pas que les modèles se valent.',
  'comparison.noDiscordance':
    'Aucun cas n’est bien classé par un seul des modèles : les {cases} cas ne montrent aucune différence ; ils ne disent rien de différences plus rares.',
  'comparison.answersMoved':
    'Les modèles ne donnent pas chaque réponse aussi souvent l’un que l’autre : {changed} réponses ont changé ; si elles changeaient autant dans un sens que dans l’autre, un tel déséquilibre se verrait {chance}.',
  'comparison.answersUndetected':
    '{changed} réponses ont changé, à peu près autant dans un sens que dans l’autre : si chaque réponse était donnée aussi souvent qu’avant, un tel déséquilibre se verrait {chance}. Cela ne prouve pas qu’elle le soit.',
  'comparison.limits':
    'Cas par cas, le tableau n’est pas celui de la moyenne : pour 95 % des cas, l’écart (nouveau moins ancien) se situe entre {low} et {high}. En moyenne, il est de {bias} ({biasRange}). Savoir si c’est assez peu dépend de l’usage fait de ce nombre.',
  'comparison.limitsOfScores':
    'Cas par cas, le tableau n’est pas celui de la moyenne : pour 95 % des cas, l’écart de score (nouveau moins ancien) se situe entre {low} et {high}. En moyenne, il est de {bias} ({biasRange}). Savoir si c’est assez peu dépend de l’usage fait du score.',
  'comparison.limitsExact': 'Les deux modèles donnent le même nombre dans chacun des {cases} cas.',
  'comparison.concordance':
    'La concordance (Lin) est de {value}{range} : elle vaut 1 quand les deux modèles donnent le même nombre dans chaque cas, 0 quand rien ne les lie.',
  'comparison.noBias':
    'Aucun décalage, constant ou proportionnel, n’est démontré : la droite qui relie au mieux l’ancien au nouveau a pour pente {slope} ({slopeRange}) et vaut {intercept} ({interceptRange}) en zéro.',
  'comparison.constant':
    'Le nouveau modèle est décalé : il ajoute environ {intercept} ({interceptRange}) à ce que dit l’ancien.',
  'comparison.proportional':
    'Le nouveau modèle {way, select, narrower {resserre ce que dit l’ancien} other {étire ce que dit l’ancien}} : quand celui-ci augmente de 1, il augmente d’environ {slope} ({slopeRange}) ; quand celui-ci dit 0, il dit environ {intercept} ({interceptRange}).',
  'comparison.range': '{low} à {high}',
  'comparison.concordanceRange': ' ({low} à {high})',
  'comparison.tests':
    'Les tests (intervalles à {confidence} ; p : la part du temps où le hasard seul en donnerait autant)',
  'comparison.test': 'Question et test',
  'comparison.found': 'Constaté',
  'comparison.p': 'p',
  'comparison.cases': 'Cas',
  'comparison.less': 'moins de {p}',
  'comparison.more': 'plus de {p}',
  'comparison.sampled': '{cases}, un échantillon',
  'comparison.chance.rare': 'moins d’une fois sur 1 000',
  'comparison.chance.often': 'environ {percent} du temps',
  'comparison.margins': 'Chaque marge est-elle nettement tenue ?',
  'comparison.marginsIntro':
    'Chaque ligne suppose que la vérité se trouve exactement à la marge et dit combien de fois les cas feraient alors aussi bonne impression. Un petit nombre plaide pour une marge tenue. Les critères ci-dessus sont tranchés par leurs intervalles, qui disent la même chose.',
  'comparison.margin': 'Critère et question',
  'comparison.isTest.mcnemar-exact': 'Même valeur : {measure} ? McNemar, exact',
  'comparison.isTest.mcnemar-mid-p': 'Même valeur : {measure} ? McNemar, mi-p',
  'comparison.isTest.delong': 'Même valeur : {measure} ? DeLong',
  'comparison.isTest.paired-t': 'Même valeur : {measure} ? Test t apparié',
  'comparison.isTest.stuart-maxwell': 'Chaque réponse vient-elle aussi souvent qu’avant ? Stuart et Maxwell',
  'comparison.isTest.bhapkar': 'Chaque réponse vient-elle aussi souvent qu’avant ? Bhapkar',
  'comparison.isTest.limits-of-agreement': 'Quel écart sur un cas ? Bland et Altman',
  'comparison.isTest.concordance': 'À quel point le même nombre ? Lin',
  'comparison.isTest.deming': 'Un décalage constant ou proportionnel ? Deming',
  'comparison.isTest.passing-bablok': 'Un décalage constant ou proportionnel ? Passing et Bablok',
  'comparison.isTest.non-inferiority': 'Pas moins bon de plus que la marge (non-infériorité)',
  'comparison.isTest.superiority': 'Meilleur d’au moins la marge (supériorité)',
  'comparison.isTest.bound': 'Dans la borne',
  'comparison.isTest.equivalence': 'Dans la marge, dans les deux sens (équivalence, deux tests unilatéraux)',
  'comparison.quantity.only-old': 'ancien seul {value}',
  'comparison.quantity.only-new': 'nouveau seul {value}',
  'comparison.quantity.discordant': 'réponses changées {value}',
  'comparison.quantity.bias': 'écart moyen {value}',
  'comparison.quantity.deviation': 'écart-type {value}',
  'comparison.quantity.low-limit': 'limite basse {value}',
  'comparison.quantity.high-limit': 'limite haute {value}',
  'comparison.quantity.concordance': 'concordance {value}',
  'comparison.quantity.correlation': 'corrélation {value}',
  'comparison.quantity.accuracy': 'part gardée par la diagonale {value}',
  'comparison.quantity.slope': 'pente {value}',
  'comparison.quantity.intercept': 'ordonnée à l’origine {value}',
  'comparison.reason.no-cases': 'aucun cas',
  'comparison.reason.no-changes': 'rien n’a changé',
  'comparison.reason.one-way': 'tous les changements vont dans le même sens',
  'comparison.reason.too-few-cases': 'trop peu de cas',
  'comparison.reason.constant-difference': 'le même écart dans chaque cas',
  'comparison.reason.constant-side': 'l’un des modèles dit toujours la même chose',
  'comparison.reason.no-line': 'aucune droite ne peut être tracée',
  'comparison.reason.one-class': 'une seule classe',
  'comparison.reason.no-scores': 'pas de scores',
  'comparison.reason.no-positive-class': 'pas de classe positive',
  'comparison.reason.too-many-classes': 'trop de classes',
  'comparison.reason.not-finite': 'pas de nombre fini',
  'comparison.reason.clustered': 'les cas vont par groupes',
  'comparison.reason.weighted': 'les cas sont pondérés',
  'comparison.untested': 'non testé : {reason}',
}
