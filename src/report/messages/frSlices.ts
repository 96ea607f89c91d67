import type { enSlices } from './enSlices.js'

export const frSlices: Record<keyof typeof enSlices, string> = {
  'slice.below': '{column} de moins de {high}',
  'slice.from': '{column} de {low} et plus',
  'slice.between': '{column} de {low} à moins de {high}',

  'heterogeneity.same':
    'Entre les {n} segments par {segment}, la variation ({measure}) ne diffère pas plus que le hasard ne le voudrait.',
  'heterogeneity.differs':
    'Entre les {n} segments par {segment}, la variation ({measure}) diffère plus que le hasard ne le voudrait : un seul chiffre pour tous ne décrit pas chacun.',
  'heterogeneity.numbers': 'Les tests derrière ces phrases',
  'heterogeneity.by': 'Segments par',
  'heterogeneity.q': 'Q de Cochran',
  'heterogeneity.degrees': 'Degrés de liberté',
  'heterogeneity.share': 'I² (part de la variation qui n’est pas du hasard)',
  'heterogeneity.note':
    'Ces tests ne décident de rien ; un écart que le hasard suffit à expliquer ne prouve pas qu’il n’y en a aucun.',

  'search.title': 'Où le nouveau modèle perd-il ?',
  'search.measure.absoluteChange': 'écart moyen de la valeur',
  'search.found':
    '{n, plural, one {Un segment où le nouveau modèle perd a été trouvé} other {# segments où le nouveau modèle perd ont été trouvés, le pire en premier}}',
  'search.changed':
    '{n, plural, one {Un segment où les réponses changent bien plus qu’ailleurs a été trouvé} other {# segments où les réponses changent bien plus qu’ailleurs ont été trouvés, le pire en premier}}',
  'search.nothing':
    'Aucun segment où le nouveau modèle perd à coup sûr n’a été trouvé : {candidates} segments de {columns, plural, one {une colonne} other {# colonnes}} ont été examinés.',
  'search.nothingChanged':
    'Aucun segment où les réponses changent à coup sûr bien plus qu’ailleurs n’a été trouvé : {candidates} segments de {columns, plural, one {une colonne} other {# colonnes}} ont été examinés.',
  'search.tooSmall':
    'Aucun segment n’a pu être examiné : {searched, plural, =0 {aucun cas} one {un seul cas} other {# cas}}, alors qu’il en faut au moins {minCases} par segment dans chaque moitié, et d’autres à côté.',
  'search.searched':
    'Examinés : {list} ; {one} segments d’une colonne et {two} de deux, d’au moins {minCases} cas dans chaque moitié. Les {searched} cas sont partagés en deux moitiés ({explored} et {confirmed}). Chacune a désigné à son tour ce qui se détache ({standOut} segments en tout) ; une fois retirés les mêmes cas dits autrement, {tested, plural, =0 {aucun n’a été mis} one {un seul a été mis} other {# ont été mis}} à l’épreuve sur la moitié qui ne l’avait pas désigné, tous ensemble au seuil de {level}.',
  'search.fewGroups':
    'Aucun segment n’a pu être examiné : les groupes sont trop peu nombreux (ils en valent {explored} et {confirmed} de même taille dans les deux moitiés), alors qu’il en faut au moins {fewest} par segment dans chaque moitié.',
  'search.groups':
    'Tous les cas d’un même groupe se trouvent dans la même moitié (elles en valent {explored} et {confirmed} de même taille). Un segment n’est retenu qu’avec au moins {fewest} d’entre eux, et avec la certitude que donnent ses groupes, non ses cas.',
  'search.own':
    'Les nombres d’un segment sont ceux de la moitié qui ne l’a pas désigné : ils ne doivent rien au fait d’avoir été choisis.',
  'search.sample': 'Les {searched} cas sont un échantillon de {cases}.',
  'search.least': 'Les pertes de moins de {amount} ne sont pas signalées, même sûres.',
  'search.leftOut': 'Non examinés : {list}.',
  'search.leftOut.personal': '{column} (donnée personnelle)',
  'search.leftOut.too-many-values': '{column} (trop de valeurs)',
  'search.leftOut.one-value': '{column} (une seule valeur)',
  'search.leftOut.too-many-columns': '{column} (trop de colonnes)',
  'search.elsewhere': 'Ailleurs',
  'search.value': 'Dans le segment',
  'search.slice': '{slice} : {measure}, {change}',
  'attention.search.lead': 'Un segment où le nouveau modèle perd, trouvé par recherche{set}',
  'attention.search.changedLead':
    'Un segment où les réponses changent bien plus qu’ailleurs, trouvé par recherche{set}',
  'attention.search':
    '{slice} : {measure} {old} avant, {new} maintenant, {change}, sur {cases} cas qui n’ont pas servi à le trouver ; ailleurs : {elsewhere}. Le verdict n’en dépend pas : il reste à décider si de tels cas peuvent être perdus.',
  'attention.search.changed':
    '{slice} : {measure} {value}, sur {cases} cas qui n’ont pas servi à le trouver ; ailleurs : {elsewhere}. Le verdict n’en dépend pas.',
  'attention.search.more':
    '{n, plural, one {Un autre segment de ce genre} other {# autres segments de ce genre}} : {list}.',
}
