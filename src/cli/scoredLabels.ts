import { columnWords, plainName } from '../plan/columnWords.js'

/** Words that say "score" around a label's name: `p_yes`, `yes_probability`, `predict_proba_1`. */
const AROUND = new Set(
  ['p', 'prob', 'probs', 'proba', 'probas', 'probability', 'probabilities', 'probabilite', 'score', 'scores'].concat([
    'pred',
    'predict',
    'predicted',
    'prediction',
    'y',
    'softmax',
    'sigmoid',
    'class',
    'classe',
    'label',
    'of',
    'de',
  ]),
)

/** Which column holds the score of which label, by the columns' names; labels that no single column is named after are left out. */
export function scoredLabels(columns: readonly string[], labels: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const label of labels) {
    const words = plainName(label)
    // Labels such as <=50K and >50K are the same in words: then only a column of that very name counts.
    const distinct = words !== '' && labels.filter((other) => plainName(other) === words).length === 1
    const named = columns.filter((column) => column === label || column.endsWith(`_${label}`))
    const alike = distinct ? columns.filter((column) => remainders(column).has(words)) : []
    const [column, ...others] = named.length > 0 ? named : alike
    if (column !== undefined && others.length === 0) found.set(label, column)
  }
  return found
}

/** What is left of a name when words that say "score" are taken away from its ends. */
function remainders(column: string): ReadonlySet<string> {
  const words = columnWords(column)
  const left = new Set<string>()
  for (let start = 0; start === 0 || AROUND.has(words[start - 1] ?? ''); start++) {
    for (let end = words.length; end === words.length || AROUND.has(words[end] ?? ''); end--) {
      if (end <= start) break
      left.add(words.slice(start, end).join(' '))
    }
    if (start >= words.length) break
  }
  return left
}
