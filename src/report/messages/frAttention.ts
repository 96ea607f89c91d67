import type { enAttention } from './enAttention.js'

export const frAttention: Record<keyof typeof enAttention, string> = {
  'attention.title': 'Points d’attention',
  'attention.nothing': 'Aucun : tous les critères sont tenus, aucun cas n’a été écarté et rien n’a dû être deviné.',
  'attention.finding': '{what}.',
  'attention.warning': '{what} (simple alerte, non bloquante).',
  'attention.group.fail':
    '{n, plural, one {Un segment ne tient} other {# segments ne tiennent}} pas le critère, le pire en premier : {list}.',
  'attention.group.open':
    '{n, plural, one {Un segment n’est pas tranché} other {# segments ne sont pas tranchés}}, le pire en premier : {list}. Le tableau des critères donne chacun.',
  'attention.segments':
    '{measure} : {n, plural, one {un segment se trouve} other {# segments se trouvent}} tout {n, plural, one {entier} other {entiers}} du côté « moins bien » : {list}. Le hasard seul en mettrait {chance} sur {total}.',
  'attention.excluded':
    'Jeu « {set} » : {left} cas sur {rows} {n, plural, one {a été laissé} other {ont été laissés}} de côté.',
  'attention.belowChance.both':
    'Les réponses des deux modèles ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance des colonnes et des étiquettes : si elle est fausse des deux côtés, cette comparaison ne veut rien dire.',
  'attention.belowChance.old':
    'Les réponses de l’ancien modèle ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance de ses colonnes et de ses étiquettes.',
  'attention.belowChance.new':
    'Les réponses du nouveau modèle ne concordent pas mieux avec les étiquettes que ne le ferait le hasard. Vérifiez sous « Ce qui a été comparé » la correspondance de ses colonnes et de ses étiquettes.',
  'attention.guessed.old':
    'La façon dont les colonnes ou les étiquettes parviennent à l’ancien modèle a été déduite de leur ordre ; le plan ne la déclare pas. À vérifier sous « Ce qui a été comparé ».',
  'attention.guessed.new':
    'La façon dont les colonnes ou les étiquettes parviennent au nouveau modèle a été déduite de leur ordre ; le plan ne la déclare pas. À vérifier sous « Ce qui a été comparé ».',
  'attention.trusted.old':
    'Le fichier de l’ancien modèle peut exécuter son propre code à l’ouverture ; le plan l’a autorisé.',
  'attention.trusted.new':
    'Le fichier du nouveau modèle peut exécuter son propre code à l’ouverture ; le plan l’a autorisé.',
  'attention.inferred':
    'Il n’y avait pas de plan : les critères ont été proposés par l’outil, et personne n’y a encore souscrit.',
  'attention.unsealed': 'Les critères n’ont pas été scellés avant la livraison du nouveau modèle.',
  'attention.fixed':
    'Le plan prend les jeux conservés eux-mêmes pour contrat : les valeurs observées décident, et rien n’est affirmé sur les cas à venir.',

  'problem.code.LABEL_ORDER_CONTRADICTED.old':
    'L’ordre des étiquettes de l’ancien modèle a seulement été supposé, et les cas contredisent cette supposition : ses réponses ont pu être lues à l’envers.',
  'problem.code.LABEL_ORDER_CONTRADICTED.new':
    'L’ordre des étiquettes du nouveau modèle a seulement été supposé, et les cas contredisent cette supposition : ses réponses ont pu être lues à l’envers.',
  'problem.old': 'L’ancien modèle n’a pas pu être exécuté{where}.',
  'problem.new': 'Le nouveau modèle n’a pas pu être exécuté{where}.',
  'problem.set': 'Un jeu n’a pas pu être utilisé{where}.',
  'problem.measure': 'Une mesure n’a pas pu être faite{where}.',
  'problem.where': ' (jeu « {set} »)',

  'notice.positive-guessed':
    'Le plan ne dit pas quelle étiquette est la positive ; c’est « {label} » qui a été retenue.',
  'notice.version-mismatch-old':
    'L’ancien modèle a été enregistré avec {package} {saved} et exécuté ici avec {running} : ses réponses peuvent différer de celles qu’il donnait alors.',
  'notice.version-mismatch-new':
    'Le nouveau modèle a été enregistré avec {package} {saved} et exécuté ici avec {running} : ses réponses peuvent différer de celles qu’il donnait alors.',
  'notice.quantised-old':
    'L’ancien modèle est quantifié : il arrondit ces nombres par paliers et écrête ce qui dépasse : {tensors}.',
  'notice.quantised-new':
    'Le nouveau modèle est quantifié : il arrondit ces nombres par paliers et écrête ce qui dépasse : {tensors}.',
  'notice.default-preset': 'Le plan ne nomme aucun critère ; ceux du modèle de plan « {preset} » ont été appliqués.',
  'notice.preset-criterion-left-out':
    'Le modèle de plan « {preset} » porte aussi sur {measure} ; ce critère a été laissé de côté : {reason}.',

  'leftOut.no-reference-set': 'le plan n’a pas de jeu de référence',
  'leftOut.no-scores': 'l’un des modèles donne des étiquettes sans scores',
}
