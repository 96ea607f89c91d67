/** Text for a terminal: filled to a width, coloured when wanted, and without anything that could drive the terminal. */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35 } as const
export type Colour = keyof typeof CODES
export type Ink = (text: string, ...colours: readonly Colour[]) => string

export function paint(color: boolean): Ink {
  return (text, ...colours) =>
    color ? `\u001B[${colours.map((name) => CODES[name]).join(';')}m${text}\u001B[0m` : text
}

/**
 * Words from data must not move the cursor, change colours or turn the line around: control and direction characters become
 * a replacement character.
 */
export function inert(text: string): string {
  return text.replace(CONTROLS, '\uFFFD')
}

// oxlint-disable-next-line no-control-regex -- these are what is replaced
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g

/** Breaks at ordinary spaces so that no line is longer than `width`; a longer word is cut. `hang` indents what follows. */
export function fill(text: string, width: number, hang = '', first = ''): readonly string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(' ').flatMap((part) => cut(part, width - hang.length))) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = hang
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}

function cut(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word]
  return Array.from({ length: Math.ceil(word.length / width) }, (_, i) => word.slice(i * width, (i + 1) * width))
}
