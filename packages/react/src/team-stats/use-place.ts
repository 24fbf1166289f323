'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useBeforePaint } from '../hooks/use-before-paint.ts'
import { type GridSize, nextPlace, type Place } from './grid-keys.ts'

interface RovingPlace {
  /** The one cell that Tab leads to. */
  readonly place: Place
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
}

/** Takes the keyboard through a grid: one cell is in the page's tab order, and keys lead from it to the others. */
export const usePlace = (grid: RefObject<HTMLElement | null>, size: GridSize): RovingPlace => {
  const [chosen, setChosen] = useState<Place>({ row: 0, column: 0 })
  const isMoving = useRef(false)
  // A search or fewer columns may have taken it away.
  const place = { row: Math.min(chosen.row, size.rows - 1), column: Math.min(chosen.column, size.columns - 1) }

  useBeforePaint(() => {
    if (!isMoving.current) return
    isMoving.current = false
    const cell = grid.current?.querySelector<HTMLElement>(`[data-place="${chosen.row} ${chosen.column}"]`)
    cell?.focus({ preventScroll: true })
    // Heads, totals and names stay in view over the others: the grid's scroll padding keeps the cell out from under them.
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [grid, chosen])

  return {
    place,
    onKeyDown: (event) => {
      if (event.altKey) return
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      const next = nextPlace(place, { key: event.key, ctrl: event.ctrlKey || event.metaKey, rtl }, size)
      if (!next) return
      event.preventDefault()
      isMoving.current = true
      setChosen(next)
    },
    onFocus: ({ target }) => {
      const at = target.closest<HTMLElement>('[data-place]')?.dataset.place?.split(' ').map(Number)
      const [row = 0, column = 0] = at ?? []
      if (at && (row !== chosen.row || column !== chosen.column)) setChosen({ row, column })
    },
  }
}
