import type { enLabels } from './enLabels.js'

export const frLabels: Record<keyof typeof enLabels, string> = {
  'labels.caption': 'Étiquettes comptées comme une seule',
  'labels.label': 'Dans ce rapport',
  'labels.set': 'Jeu',
  'labels.cannotSay': 'ne peut pas la donner',
  'labels.notInSet': 'aucun cas',
  'labels.sum':
    'Lorsqu’un modèle a plusieurs étiquettes pour une seule, les probabilités qu’il leur donne sont additionnées.',

  'apart.title': 'Étiquettes qu’un des modèles ne peut pas donner',
  'apart.caption':
    'Cas dont un des modèles ne peut pas donner la bonne étiquette : laissés hors de la comparaison et mesurés à part',
  'apart.labels': 'Étiquettes',
  'apart.who': 'Ne peut pas les donner',
  'apart.other': 'Bonnes réponses de l’autre modèle',
  'apart.lost':
    'Le nouveau modèle ne peut y répondre juste : ces cas comptent contre la couverture, à moins que le plan ne les juge à part.',
  'apart.shown': '{value} (entre {low} et {high})',
  'apart.suppressed': 'non montré : moins de {smallest} cas',
  'apart.slice.old': 'étiquettes que l’ancien modèle ne peut pas donner : {labels}',
  'apart.slice.new': 'étiquettes que le nouveau modèle ne peut pas donner : {labels}',
  'attention.apart.old':
    'Jeu « {set} » : {cases} {n, plural, one {cas porte une étiquette} other {cas portent des étiquettes}} que l’ancien modèle ne peut pas donner ({labels}). {n, plural, one {Il reste} other {Ils restent}} hors de la comparaison. Bonnes réponses du nouveau modèle sur {n, plural, one {ce cas} other {ces cas}} : {accuracy}.',
  'attention.apart.new':
    'Jeu « {set} » : {cases} {n, plural, one {cas porte une étiquette} other {cas portent des étiquettes}} que le nouveau modèle ne peut pas donner ({labels}) : il ne peut y répondre juste. {n, plural, one {Il reste} other {Ils restent}} hors de la comparaison. Bonnes réponses de l’ancien modèle sur {n, plural, one {ce cas} other {ces cas}} : {accuracy}.',
  'attention.apart.unjudged': 'Aucun critère du plan ne les juge.',

  'excluded.a label that old cannot say': 'dont l’ancien modèle ne peut pas donner l’étiquette',
  'excluded.a label that new cannot say': 'dont le nouveau modèle ne peut pas donner l’étiquette',
  'excluded.a label that neither can say': 'dont aucun des deux modèles ne peut donner l’étiquette',

  'notice.labels-spelled-old':
    'L’ancien modèle écrit certaines étiquettes autrement : {labels}. Elles ont été tenues pour les mêmes.',
  'notice.labels-spelled-new':
    'Le nouveau modèle écrit certaines étiquettes autrement : {labels}. Elles ont été tenues pour les mêmes.',
  'notice.labels-spelled-set':
    'Les jeux écrivent certaines étiquettes autrement : {labels}. Elles ont été tenues pour les mêmes.',
  'notice.label-order-old':
    'L’ancien modèle se comporte comme si ses étiquettes étaient {other} et non {given} : sur {cases} cas, {after} seraient alors justes au lieu de {before}. Rien n’a été changé ; l’ordre de ses étiquettes est à vérifier.',
  'notice.label-order-new':
    'Le nouveau modèle se comporte comme si ses étiquettes étaient {other} et non {given} : sur {cases} cas, {after} seraient alors justes au lieu de {before}. Rien n’a été changé ; l’ordre de ses étiquettes est à vérifier.',
  'notice.label-order-new-by-old':
    'Le nouveau modèle se comporte comme si ses étiquettes étaient {other} et non {given} : sur {cases} cas, {after} auraient alors la réponse de l’ancien modèle au lieu de {before}. Rien n’a été changé ; l’ordre des étiquettes des deux modèles est à vérifier.',
}
