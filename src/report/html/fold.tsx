import type { ComponentChildren } from 'preact'

/** Folded on screen, open on paper (the style sheet does that): for evidence and for the table behind a drawing. */
export function Fold(props: { title: ComponentChildren; children: ComponentChildren; open?: boolean; name?: string }) {
  const { title, children, open = false, name = '' } = props
  return (
    <details open={open} class={name}>
      <summary>{title}</summary>
      <div class="folded">{children}</div>
    </details>
  )
}
