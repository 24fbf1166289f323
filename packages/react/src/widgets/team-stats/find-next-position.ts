/** A cell of the grid. The header row has index 0, the last row holds the totals. */
export interface GridPosition {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  /** Including the header row and the totals row. */
  readonly rows: number
  readonly columns: number
  /** Number of rows in view: the distance of Page Up and Page Down. */
  readonly visibleRows: number
}

interface GridKey {
  readonly key: string
  readonly ctrl: boolean
  readonly rtl: boolean
}

/** The cell that a key moves to, by the ARIA APG grid pattern. Null for a key without a meaning in a grid. */
export const findNextPosition = (
  from: GridPosition,
  { key, ctrl, rtl }: GridKey,
  size: GridSize,
): GridPosition | null => {
  const columnStep = key === (rtl ? 'ArrowLeft' : 'ArrowRight') ? 1 : -1
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const moveTo = (row: number, column: number): GridPosition => ({
    row: clamp(row, last.row),
    column: clamp(column, last.column),
  })
  switch (key) {
    case 'ArrowUp':
      return moveTo(from.row - 1, from.column)
    case 'ArrowDown':
      return moveTo(from.row + 1, from.column)
    case 'ArrowLeft':
    case 'ArrowRight':
      return moveTo(from.row, from.column + columnStep)
    case 'PageUp':
      return moveTo(from.row - size.visibleRows, from.column)
    case 'PageDown':
      return moveTo(from.row + size.visibleRows, from.column)
    case 'Home':
      return moveTo(ctrl ? 0 : from.row, 0)
    case 'End':
      return moveTo(ctrl ? last.row : from.row, last.column)
    default:
      return null
  }
}

const clamp = (value: number, max: number) => Math.max(0, Math.min(value, max))
