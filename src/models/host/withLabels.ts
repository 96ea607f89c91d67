import type { Port } from '../../core/signature.js'

/** The output with its labels, if it has one score for each of them (or does not tell how many). */
export function withLabels(port: Port, byOutput: ReadonlyMap<string, readonly string[]>): Port {
  const labels = byOutput.get(port.name)
  const width = port.shape.length < 2 ? null : (port.shape.at(-1) ?? null)
  const fits =
    labels !== undefined && (width === null || width === labels.length || (width === 1 && labels.length === 2))
  return fits ? { ...port, labels } : port
}
