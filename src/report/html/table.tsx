import type { ComponentChildren } from 'preact'

export interface Column {
  readonly key: string
  readonly head: ComponentChildren
  readonly kind?: 'text' | 'number' | 'drawing'
  /** Short heading in front of the cell where the table is stacked on a phone; none if the cell speaks for itself. */
  readonly label?: string
}

export interface Row {
  readonly key: string
  /** By column key; the first column is the row's heading. */
  readonly cells: Readonly<Record<string, ComponentChildren>>
}

/**
 * A table that becomes a list of blocks on a phone. Its roles are written out because a table that is laid out as blocks loses
 * them in some browsers.
 */
export function Table(props: {
  readonly caption: ComponentChildren
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly name?: string
  readonly captionUnseen?: boolean
}) {
  const { caption, columns, rows, name = '', captionUnseen = false } = props
  return (
    <table class={`stack ${name}`} role="table">
      <caption class={captionUnseen ? 'unseen' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" class={column.kind}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.key} role="row">
            {columns.map((column, i) =>
              i === 0 ? (
                <th key={column.key} scope="row" role="rowheader">
                  {row.cells[column.key]}
                </th>
              ) : (
                <td key={column.key} role="cell" class={column.kind}>
                  {column.label !== undefined && (
                    <span class="label" aria-hidden="true">
                      {column.label}
                    </span>
                  )}
                  {row.cells[column.key]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
