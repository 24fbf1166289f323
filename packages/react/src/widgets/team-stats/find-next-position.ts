/** A cell of the grid, by zero-based indexes. Row 0 is the header row, the last row holds the totals. */
export interface GridPosition {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  /** Number of rows, including the header row and the totals row. */
  readonly rowCount: number
  /** Number of columns, including the name column. */
  readonly columnCount: number
  /** Number of rows in view. Page Up and Page Down move by this many rows. */
  readonly visibleRowCount: number
}

interface GridKey {
  /** The `key` of the keyboard event. */
  readonly key: string
  /** Whether Ctrl, or Command on a Mac, is held down. */
  readonly isCtrlPressed: boolean
  /** Whether the text runs from right to left. */
  readonly isRtl: boolean
}

/** Finds the cell that a key moves to, as the ARIA APG grid pattern defines it. Null if the key does not move. */
export const findNextPosition = (
  from: GridPosition,
  { key, isCtrlPressed, isRtl }: GridKey,
  size: GridSize,
): GridPosition | null => {
  const columnStep = key === (isRtl ? 'ArrowLeft' : 'ArrowRight') ? 1 : -1
  const last = { row: size.rowCount - 1, column: size.columnCount - 1 }
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
      return moveTo(from.row - size.visibleRowCount, from.column)
    case 'PageDown':
      return moveTo(from.row + size.visibleRowCount, from.column)
    case 'Home':
      return moveTo(isCtrlPressed ? 0 : from.row, 0)
    case 'End':
      return moveTo(isCtrlPressed ? last.row : from.row, last.column)
    default:
      return null
  }
}

const clamp = (value: number, max: number) => Math.max(0, Math.min(value, max))
