/** A cell: the row of heads is 0, the last row is that of the totals. */
export interface Place {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** How many rows are in view. */
  readonly page: number
}

interface Key {
  readonly key: string
  readonly ctrl: boolean
  readonly rtl: boolean
}

/** Where a key leads from a cell, as in every grid (ARIA APG); null for keys that lead nowhere. */
export const nextPlace = (from: Place, { key, ctrl, rtl }: Key, size: GridSize): Place | null => {
  const sideways = key === (rtl ? 'ArrowLeft' : 'ArrowRight') ? 1 : -1
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const to = (row: number, column: number): Place => ({
    row: within(row, last.row),
    column: within(column, last.column),
  })
  switch (key) {
    case 'ArrowUp':
      return to(from.row - 1, from.column)
    case 'ArrowDown':
      return to(from.row + 1, from.column)
    case 'ArrowLeft':
    case 'ArrowRight':
      return to(from.row, from.column + sideways)
    case 'PageUp':
      return to(from.row - size.page, from.column)
    case 'PageDown':
      return to(from.row + size.page, from.column)
    case 'Home':
      return to(ctrl ? 0 : from.row, 0)
    case 'End':
      return to(ctrl ? last.row : from.row, last.column)
    default:
      return null
  }
}

const within = (value: number, last: number) => Math.max(0, Math.min(value, last))
