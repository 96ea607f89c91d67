/** An element with what is in it; text is text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  made.append(...children)
  return made
}

export function list(tag: 'ul' | 'ol', items: readonly (Node | string)[]): HTMLElement {
  return element(tag, ...items.map((item) => element('li', item)))
}
