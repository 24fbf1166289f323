import type { CSSProperties } from 'react'

// The positions of a chart's elements are inline styles, because their percentages are computed. All other styles are
// in the stylesheet.

/** Covers the whole container. */
const fillStyle: CSSProperties = { position: 'absolute', inset: 0 }
/** Spans the height of the field. The caller sets the horizontal position. */
export const columnStyle: CSSProperties = { position: 'absolute', insetBlock: 0 }
/** A line without height across the chart. The caller sets the vertical position. */
export const tickStyle: CSSProperties = {
  position: 'absolute',
  insetInline: 0,
  blockSize: 0,
  display: 'flex',
  alignItems: 'center',
}
/** The field for the points, beside the gutter with the tick labels. A vertical swipe still scrolls the page. */
export const fieldStyle: CSSProperties = { ...fillStyle, insetInlineStart: 'var(--_gutter)', touchAction: 'pan-y' }
/**
 * The invisible range input. It ignores pointers, because it handles the keyboard and the field handles mouse and
 * touch.
 */
export const rangeStyle: CSSProperties = {
  ...fillStyle,
  inlineSize: '100%',
  margin: 0,
  opacity: 0,
  pointerEvents: 'none',
}
/** A box without width. Its text is centered on its position in both writing directions. */
export const labelStyle: CSSProperties = {
  position: 'absolute',
  inlineSize: 0,
  display: 'flex',
  justifyContent: 'center',
}

export const toPercent = (value: number): string => `${value}%`
