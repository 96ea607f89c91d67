import type { enComparison } from './enComparison.js'

export const frComparison: Record<keyof typeof enComparison, string> = {
  'comparison.title': 'Les deux modèles sont-ils interchangeables ?',
  'comparison.intro':
    'Les deux modèles sont regardés ici comme un laboratoire regarde deux appareils qui mesurent les mêmes échantillons. Rien dans cette partie ne décide : ce sont les critères qui décident. Qu’un test ne trouve pas d’écart ne veut jamais dire qu’il n’y en a pas ; que les modèles soient assez proches, seul le montre un intervalle qui reste dans une marge.',
  'comparison.unequal':
    '{onlyOld} cas sont bien classés par l’ancien modèle seul et {onlyNew} par le nouveau seul. Si les deux avaient raison aussi souvent, un partage au moins aussi inégal se verrait {chance}. Cela plaide pour une différence réelle ; son importance se juge à la marge.',
  'comparison.undetected':
    '{onlyOld} cas sont bien classés par l’ancien modèle seul et {onlyNew} par le nouveau seul. Si les deux avaient raison aussi souvent, un partage au moins aussi inégal se verrait {chance} : le hasard suffit à l’expliquer. Cela ne montre pas que les modèles se valent.',
  'comparison.noDiscordance':
    'Aucun cas n’est bien classé par un seul des modèles : les {cases} cas ne montrent aucune différence, et ne disent rien de plus rares.',
  'comparison.answersMoved':
    'Les modèles ne donnent pas chaque réponse aussi souvent : {changed} réponses ont changé, et si elles changeaient autant dans un sens que dans l’autre, un tel glissement se verrait {chance}.',
  'comparison.answersUndetected':
    '{changed} réponses ont changé, à peu près autant dans un sens que dans l’autre : si chaque réponse venait aussi souvent qu’avant, un tel glissement se verrait {chance}. Ce n’est pas la preuve que c’est le cas.',
  'comparison.limits':
    'Pris un à un, les cas disent autre chose que la moyenne : pour 95 % d’entre eux, nouveau moins ancien se situe entre {low} et {high}. En moyenne, l’écart est de {bias} ({biasRange}). S’il est assez petit dépend de l’usage qui est fait du nombre.',
  'comparison.limitsOfScores':
    'Pris un à un, les cas disent autre chose que la moyenne : sur 95 % d’entre eux, le nouveau score moins l’ancien se situe entre {low} et {high}. En moyenne, l’écart est de {bias} ({biasRange}). S’il est assez petit dépend de l’usage qui est fait du score.',
  'comparison.limitsExact': 'Les deux modèles donnent le même nombre dans chacun des {cases} cas.',
  'comparison.concordance':
    'La concordance (Lin) est de {value}{range} : 1 serait le même nombre dans chaque cas, 0 aucun lien.',
  'comparison.noBias':
    'Aucun décalage constant ou proportionnel n’est démontré : la droite qui passe au mieux par l’ancien et le nouveau a pour pente {slope} ({slopeRange}) et vaut {intercept} ({interceptRange}) en zéro.',
  'comparison.constant':
    'Le nouveau modèle est décalé : il ajoute environ {intercept} ({interceptRange}) à ce que dit l’ancien.',
  'comparison.proportional':
    'Le nouveau modèle étire ou resserre ce que dit l’ancien, d’environ {slope} fois ({slopeRange}), avec {intercept} ({interceptRange}) en zéro.',
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
    'Chaque ligne suppose que la vérité se tient exactement sur la marge, et dit combien de fois les cas auraient alors l’air aussi bons qu’ils l’ont. De petits nombres plaident pour une marge tenue. Les critères ci-dessus ont décidé par leurs intervalles, qui disent la même chose.',
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
