/** XGBoost's own files, by their first key: JSON, or its binary form UBJSON (a brace, then the key's length). */
export function isXgboost(head: Buffer): boolean {
  const text = head.toString('latin1')
  const parts = 'attributes|feature_names|feature_types|gradient_booster|learner_model_param|objective'
  const json = `\\{\\s*(?:"version"\\s*:\\s*\\[[\\d,\\s]*\\]\\s*,\\s*)?"learner"\\s*:\\s*\\{\\s*"(?:${parts})"`
  return new RegExp(`^\\s*${json}`).test(text) || /^\{[iUIlL].{1,8}learner\{/s.test(text)
}

/** What `dump_model` writes for people to read: a list of trees, without the objective. */
export function isXgboostDump(head: Buffer): boolean {
  const text = head.toString('latin1')
  return /^\s*\[\s*\{\s*"nodeid"\s*:/.test(text) || text.startsWith('booster[0]:')
}

/** CatBoost's binary format; and its JSON, told by its first key: tables of categories, or the description of the features. */
export function isCatboost(head: Buffer): boolean {
  const text = head.toString('latin1')
  return (
    text.startsWith('CBM1') || /^\s*\{\s*"(?:ctr_data"\s*:\s*[{[]|features_info"\s*:\s*\{\s*"\w+_features")/.test(text)
  )
}
