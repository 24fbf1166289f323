'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useIsomorphicLayoutEffect } from '../../shared/ui/use-isomorphic-layout-effect.ts'
import { findNextPosition, type GridPosition, type GridSize } from './find-next-position.ts'

interface RovingPosition {
  /** The only cell in the tab order. */
  readonly position: GridPosition
  /** Handlers for the grid element. */
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
}

/** Makes a grid navigable by roving tabindex: one cell is in the tab order, and keys move the focus to other cells. */
export const useGridPosition = (gridRef: RefObject<HTMLElement | null>, size: GridSize): RovingPosition => {
  const [requested, setRequested] = useState<GridPosition>({ row: 0, column: 0 })
  // Set only by a key: after a click, the browser has already moved the focus.
  const shouldMoveFocus = useRef(false)
  // A search or a hidden column may have made the grid smaller.
  const position = {
    row: Math.min(requested.row, size.rowCount - 1),
    column: Math.min(requested.column, size.columnCount - 1),
  }

  useIsomorphicLayoutEffect(() => {
    if (!shouldMoveFocus.current) return
    shouldMoveFocus.current = false
    const cell = gridRef.current?.querySelector<HTMLElement>(`[data-position="${requested.row} ${requested.column}"]`)
    cell?.focus({ preventScroll: true })
    // Headers, names and totals are sticky. The grid's scroll padding keeps them from covering the cell.
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [gridRef, requested])

  return {
    position,
    onKeyDown: (event) => {
      if (event.altKey) return
      const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      const isCtrlPressed = event.ctrlKey || event.metaKey
      const next = findNextPosition(position, { key: event.key, isCtrlPressed, isRtl }, size)
      if (!next) return
      event.preventDefault()
      shouldMoveFocus.current = true
      setRequested(next)
    },
    onFocus: ({ target }) => {
      const indexes = target.closest<HTMLElement>('[data-position]')?.dataset.position?.split(' ').map(Number)
      const [row = 0, column = 0] = indexes ?? []
      if (indexes && (row !== requested.row || column !== requested.column)) setRequested({ row, column })
    },
  }
}
