/** The names under which artifacts carry their labels. */
const KEYS = ['labels', 'classes', 'class_names']

/** Labels from an artifact's metadata: a list, or its text as JSON or separated by commas or line ends. Null = it has none. */
export function parseLabels(metadata: Readonly<Record<string, unknown>>): string[] | null {
  for (const [key, value] of Object.entries(metadata)) {
    if (!KEYS.includes(key.toLowerCase())) continue
    const labels = labelsOf(value)
    if (labels !== null) return labels
  }
  return null
}

function labelsOf(value: unknown): string[] | null {
  if (Array.isArray(value))
    return value.length > 0 && value.every((label) => ['string', 'number', 'boolean'].includes(typeof label))
      ? value.map(String)
      : null
  if (typeof value !== 'string') return null
  if (value.trim().startsWith('[')) {
    try {
      return labelsOf(JSON.parse(value) as unknown)
    } catch {
      return null
    }
  }
  const labels = value.split(/[,\n]/).map((label) => label.trim())
  return labels.length < 2 || labels.includes('') ? null : labels
}
