import type { enCauses } from './enCauses.js'

export const frCauses: Record<keyof typeof enCauses, string> = {
  'causes.title': 'Ce qui a probablement mal tourné',
  'causes.intro':
    'Le nouveau modèle a été interrogé de nouveau sur un échantillon, en changeant une chose à la fois. Ce qui suit a été trouvé sur une moitié de l’échantillon et confirmé sur l’autre ; rien n’en est repris dans les chiffres ni dans les conclusions de ce rapport.',
  'cause.label-order':
    'Les classes du nouveau modèle semblent rangées dans un autre ordre que ne le disent le plan ou le fichier : non pas {given}, mais {labels}.',
  'cause.column-order':
    'Les colonnes semblent rangées dans un autre ordre que celui qu’attend le nouveau modèle (place ← colonne qui y revient) : {columns}.',
  'cause.column-scale':
    '{n, plural, one {Une colonne est} other {Des colonnes sont}} dans une autre unité ou échelle que celle pour laquelle le nouveau modèle a été fait ; il concorde après {columns}.',
  'cause.output-scale':
    'La valeur que donne le nouveau modèle est dans une autre unité ou échelle ; elle concorde après {change}.',
  'cause.output-shift':
    'La valeur du nouveau modèle est décalée de la même quantité dans presque tous les cas ; elle concorde après {change}.',
  'cause.double-softmax':
    'Les scores du nouveau modèle sont passés une fois de trop par {step} : des probabilités ont été prises pour des logits, dans le plan ou à l’export.',
  'cause.image-preparation':
    'Les tenseurs de « {columns} » sont préparés autrement que ne l’attend le nouveau modèle ; il concorde après {change}.',
  'cause.picture-preparation':
    'Les images de « {columns} » sont préparées autrement que ne l’attend le nouveau modèle ; il concorde avec {change}.',
  'cause.missing-values':
    '{way, select, filled {Une valeur manquante de {columns} parvient telle quelle au nouveau modèle, qui semble avoir été entraîné avec {fill} à sa place.} other {Dans {columns}, {fill} semble tenir lieu de valeur manquante, alors que le nouveau modèle paraît avoir été entraîné avec une place vide.}}',
  'cause.constant':
    '{kind, select, label {Le nouveau modèle attribue une seule classe, « {label} », à {share} des cas ; l’ancien attribue sa classe la plus fréquente à {oldShare}.} other {Le nouveau modèle donne la même valeur quel que soit le cas.}}',
  'causes.evidence':
    'Sur {cases} cas qui n’ont pas servi à le trouver, cela supprime {reduction} de l’écart entre les deux modèles (intervalle à 99 % : de {low} à {high}).',
  'causes.agreement': 'Ils donnent alors la même classe à {after} des cas, au lieu de {before}.',
  'causes.accuracy': 'Le nouveau modèle a alors raison dans {after} d’entre eux, au lieu de {before}.',
  'causes.mae': 'Son erreur moyenne est alors de {after}, au lieu de {before}.',
  'causes.mend': 'Pour refaire l’essai ainsi, écrire dans le plan :',
  'causes.noMend':
    'Aucune clé du plan ne le dit : demander un export qui prenne les cas tels qu’ils sont, ou les préparer par du code (models.new.prepare).',
  'causes.mendConstant':
    'Des poids ou des entrées ne sont sans doute pas arrivés : chercher un export sans ses poids, une entrée non reliée ou une étape de préparation oubliée.',
  'causes.mendExport': 'Demander un export sans cette seconde étape.',
  'notice.causes-none':
    'Les causes habituelles d’un tel échec (ordre des classes ou des colonnes, unités et échelles, étape de préparation oubliée, double softmax, valeurs manquantes, réponses constantes) ont été essayées sur un échantillon, avec confirmation sur {n} autres cas : aucune ne l’explique.',
  'notice.causes-stopped':
    'La recherche de causes probables a été arrêtée au bout du temps prévu : il peut y en avoir d’autres.',
  'notice.causes-not-looked': 'Aucune cause probable de l’échec n’a été recherchée : {reason}.',
  'notice.causes-failed': 'La recherche de causes probables n’a pas abouti : {message}',
  'leftOut.causes-multilabel': 'les modèles donnent un nombre quelconque d’étiquettes à un cas',
  'leftOut.causes-endpoint': 'un modèle est appelé à distance, et aucun cas n’y est redemandé',
  'leftOut.causes-few': 'les cas sont trop peu nombreux pour en trouver une sur une moitié et la confirmer sur l’autre',
  'leftOut.causes-gaps': 'l’un des modèles n’a pas répondu à tous les cas de l’échantillon',
}
