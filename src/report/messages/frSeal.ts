import type { enSeal } from './enSeal.js'

export const frSeal: Record<keyof typeof enSeal, string> = {
  'seal.name': 'Scellé',
  'seal.nobody': 'une personne non nommée',
  'seal.unchanged':
    'Les critères ont été scellés le {date} par {by} et n’ont pas changé depuis, non plus que les jeux et l’ancien modèle.',
  'seal.edited':
    'Les critères ont été scellés le {date} par {by} ; depuis, {n, plural, one {un élément a été modifié} other {# éléments ont été modifiés}} :',
  'seal.criterion.added': 'Critère ajouté : « {after} ».',
  'seal.criterion.removed': 'Critère retiré : « {before} ».',
  'seal.criterion.changed': 'Critère modifié : « {before} » est devenu « {after} ».',
  'seal.set.added': 'Le jeu « {name} » n’avait pas été scellé (son empreinte est {after}…).',
  'seal.set.removed': 'Le jeu « {name} », scellé avec l’empreinte {before}…, est absent.',
  'seal.set.changed': 'Le jeu « {name} » est un autre fichier : empreinte {after}… au lieu de {before}….',
  'seal.old.changed': 'L’ancien modèle est un autre fichier : empreinte {after}… au lieu de {before}….',
  'seal.old.removed': 'L’ancien modèle, scellé avec l’empreinte {before}…, n’a pas pu être lu.',
  'seal.confidence': 'Confiance des intervalles : {after} au lieu de {before}.',
  'seal.basis': 'Base des décisions : « {after} » au lieu de « {before} ».',
}
