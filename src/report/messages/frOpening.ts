import type { enOpening } from './enOpening.js'

export const frOpening: Record<keyof typeof enOpening, string> = {
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
  'fact.accuracyFew':
    'Sur les {cases} cas comparés, l’ancien modèle donne {was} bonnes réponses et le nouveau {is} : {change} ; intervalle à {confidence}.',
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
  'fact.positiveFew':
    'Sur les {cases} cas réellement « {label} », l’ancien modèle en retrouve {was} et le nouveau {is}. Sur les {others} autres cas, il annonce « {label} » à tort {alarmsAre} fois au lieu de {alarmsWere}.',
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
}
