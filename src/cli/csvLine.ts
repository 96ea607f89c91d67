/** One line of a CSV file, quoted where it must be (RFC 4180). */
export function csvLine(values: readonly (string | number)[]): string {
  return values.map(field).join(',')
}

function field(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
