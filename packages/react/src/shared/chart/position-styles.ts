import type { CSSProperties } from 'react'

// Where a chart's parts stand is set here, beside the percentages that it goes with, and how they look in the stylesheet.
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
/** Only for the keyboard: the mouse and the finger are followed by the field itself. */
export const rangeStyle: CSSProperties = { ...fillStyle, inlineSize: '100%', margin: 0, opacity: 0, pointerEvents: 'none' }
/** A box of no width, with its text around its place in both directions of writing. */
export const labelStyle: CSSProperties = { position: 'absolute', inlineSize: 0, display: 'flex', justifyContent: 'center' }

export const toPercent = (value: number): string => `${value}%`
