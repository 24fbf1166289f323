'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useIsomorphicLayoutEffect } from '../../shared/ui/use-isomorphic-layout-effect.ts'
import { findNextPosition, type GridPosition, type GridSize } from './find-next-position.ts'

interface RovingPosition {
  /** The only cell in the tab order. */
  readonly position: GridPosition
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
}

/** Keyboard navigation of a grid by roving tabindex: one cell is in the tab order, and keys move the focus to others. */
export const useGridPosition = (grid: RefObject<HTMLElement | null>, size: GridSize): RovingPosition => {
  const [requested, setRequested] = useState<GridPosition>({ row: 0, column: 0 })
  const isMoving = useRef(false)
  // The grid may have become smaller, by a search or by hidden columns.
  const position = {
    row: Math.min(requested.row, size.rows - 1),
    column: Math.min(requested.column, size.columns - 1),
  }

  useIsomorphicLayoutEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    const cell = grid.current?.querySelector<HTMLElement>(`[data-position="${requested.row} ${requested.column}"]`)
    cell?.focus({ preventScroll: true })
    // Headers, names and totals are sticky; the grid's scroll padding keeps the cell from hiding under them.
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [grid, requested])

  return {
    position,
    onKeyDown: (event) => {
      if (event.altKey) return
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      const next = findNextPosition(position, { key: event.key, ctrl: event.ctrlKey || event.metaKey, rtl }, size)
      if (!next) return
      event.preventDefault()
      isMoving.current = true
      setRequested(next)
    },
    onFocus: ({ target }) => {
      const cell = target.closest<HTMLElement>('[data-position]')?.dataset.position?.split(' ').map(Number)
      const [row = 0, column = 0] = cell ?? []
      if (cell && (row !== requested.row || column !== requested.column)) setRequested({ row, column })
    },
  }
}
