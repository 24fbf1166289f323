import type { CSSProperties } from 'react'

// Positions of a chart's parts are inline styles, next to the computed percentages. Everything else is in the stylesheet.
export const fillStyle: CSSProperties = { position: 'absolute', inset: 0 }
export const columnStyle: CSSProperties = { position: 'absolute', insetBlock: 0 }
export const tickStyle: CSSProperties = {
  position: 'absolute',
  insetInline: 0,
  blockSize: 0,
  display: 'flex',
  alignItems: 'center',
}
export const fieldStyle: CSSProperties = { ...fillStyle, insetInlineStart: 'var(--_gutter)', touchAction: 'pan-y' }
/** Ignores pointers: the range is for the keyboard, and the field handles mouse and touch. */
export const rangeStyle: CSSProperties = {
  ...fillStyle,
  inlineSize: '100%',
  margin: 0,
  opacity: 0,
  pointerEvents: 'none',
}
/** A box without width that centers its text on its position, in both writing directions. */
export const labelStyle: CSSProperties = {
  position: 'absolute',
  inlineSize: 0,
  display: 'flex',
  justifyContent: 'center',
}

export const toPercent = (value: number): string => `${value}%`
