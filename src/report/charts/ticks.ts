/** About `wanted` round positions (1, 2 or 5 times a power of ten) inside [low, high], ascending, and the digits they need. */
export function roundTicks(
  low: number,
  high: number,
  wanted = 4,
): { readonly at: readonly number[]; readonly decimals: number } {
  const span = high - low
  if (!(span > 0)) return { at: [low], decimals: 2 }
  const raw = span / wanted
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? 10 * power
  const at: number[] = []
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) at.push(i * step)
  return { at, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) }
}
