import type { enMargins } from './enMargins.js'

export const frMargins: Record<keyof typeof enMargins, string> = {
  'flip.pass.degradation': 'Tenu avec toute marge à partir de {amount}',
  'flip.pass.degradation.zero': 'Tenu avec toute marge, même nulle',
  'flip.pass.improvement': 'Tenu pour toute exigence allant jusqu’à {amount}',
  'flip.pass.improvement.none': 'Tenu pour aucune exigence, si faible soit-elle',
  'flip.pass.atMost': 'Tenu avec toute limite à partir de {amount}',
  'flip.pass.atLeast': 'Tenu avec toute limite allant jusqu’à {amount}',
  'flip.pass.within': 'Tenu avec toutes limites qui contiennent l’intervalle de {low} à {high}',
  'flip.fail.degradation': 'non tenu en dessous de {amount}',
  'flip.fail.improvement': 'non tenu au-dessus de {amount}',
  'flip.fail.atMost': 'non tenu en dessous de {amount}',
  'flip.fail.atLeast': 'non tenu au-dessus de {amount}',
  'flip.fail.within': 'non tenu avec des limites toutes deux hors de l’intervalle de {low} à {high}',
  'flip.one': '{pass}.',
  'flip.both': '{pass} ; {fail}.',
  'criteria.needed':
    'Le nombre de cas indiqué permettrait de trancher avec une probabilité de {power}, si l’observation est exacte.',
  'reason.needed.beyond':
    'L’observation est si proche de la limite qu’un million de cas ne suffirait pas à trancher ; il y en a {cases}.',
  'reason.needed.power':
    'Si l’observation est exacte, environ {needed} cas permettraient de trancher avec une probabilité de {power} ; il y en a {cases}.',
  'terminal.segments': '{n, plural, one {un segment} other {# segments}} (le pire : {worst})',
  'terminal.fixed': '(fixe)',
  'terminal.fixedMeans': '(fixe) : la valeur observée sur ces cas mêmes décide ; rien n’est affirmé sur d’autres cas.',
}
