import type { enSince } from './enSince.js'

export const frSince: Record<keyof typeof enSince, string> = {
  'since.title': 'Ce qui a changé depuis la livraison précédente',
  'since.earlier': 'Livraison précédente',
  'since.verdict': '{delivery}, essais du {date} : « {before} ». Maintenant : « {now} ».',
  'since.sameVerdict': '{delivery}, essais du {date} : la réponse était la même, « {now} ».',
  'since.sameExam': 'C’est le même examen : les critères, les jeux et l’ancien modèle sont inchangés, à l’octet près.',
  'since.otherExam': 'Ce n’est pas le même examen ; voici ce qui a changé : {changed}.',
  'since.criteria': 'les critères',
  'since.confidence': 'le niveau de confiance des intervalles',
  'since.set': 'le jeu « {set} »',
  'since.old': 'l’ancien modèle',
  'since.newModel': 'Le nouveau modèle est un autre fichier (SHA-256 {before}… alors, {now}… maintenant).',
  'since.sameModel': 'Le nouveau modèle est exactement le même fichier (SHA-256 {now}…).',
  'since.unknownModel': 'Dans l’une des deux livraisons, le nouveau modèle n’a pas pu être ouvert.',
  'since.tally':
    'Sur {n, plural, one {un critère jugé} other {{count} critères jugés}} les deux fois, {mended, plural, =0 {aucun n’est nouvellement tenu} one {un est nouvellement tenu} other {# sont nouvellement tenus}} et {broken, plural, =0 {aucun n’a cessé de l’être} one {un ne l’est plus} other {# ne le sont plus}}.{added, plural, =0 {} one { Un critère est jugé pour la première fois.} other { # critères sont jugés pour la première fois.}}{dropped, plural, =0 {} one { Un critère n’est plus jugé.} other { # critères ne sont plus jugés.}}',
  'since.headline': '{measure} du nouveau modèle sur « {set} » : {before} alors, {now} maintenant.',
  'since.table': 'Critère par critère, depuis la livraison précédente',
  'since.link': 'Critère par critère',
  'since.moved':
    '{n, plural, one {Un critère dont le constat a changé} other {{count} critères dont le constat a changé}}',
  'since.once': '{n, plural, one {Un critère jugé une seule fois} other {{count} critères jugés une seule fois}}',
  'since.rest':
    '{n, plural, one {Un critère dont le constat est inchangé} other {{count} critères dont le constat est inchangé}}',
  'since.before': 'Avant',
  'since.now': 'Maintenant',
  'since.absent': 'non jugé',
}
