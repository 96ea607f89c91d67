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

/** Labels output by output: a map of output names to lists, or its JSON. */
export function parseLabelsByOutput(
  metadata: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(metadata).flatMap(([key, value]) =>
    KEYS.includes(key.toLowerCase()) ? Object.entries(mapOf(value)) : [],
  )
  return new Map(
    entries.flatMap(([output, value]) => {
      const labels = Array.isArray(value) ? labelsOf(value) : null
      return labels === null ? [] : [[output, labels] as const]
    }),
  )
}

function mapOf(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return {}
  try {
    return mapOf(JSON.parse(value) as unknown)
  } catch {
    return {}
  }
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
  if (value.trim().startsWith('{')) return null
  const labels = value.split(/[,\n]/).map((label) => label.trim())
  return labels.length < 2 || labels.includes('') ? null : labels
}
