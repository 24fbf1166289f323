import type { CSSProperties } from 'react'

// Where a chart's parts stand is set here, beside the percentages that it goes with, and how they look in the stylesheet.
export const everywhere: CSSProperties = { position: 'absolute', inset: 0 }
export const column: CSSProperties = { position: 'absolute', insetBlock: 0 }
export const tickLine: CSSProperties = {
  position: 'absolute',
  insetInline: 0,
  blockSize: 0,
  display: 'flex',
  alignItems: 'center',
}
export const field: CSSProperties = { ...everywhere, insetInlineStart: 'var(--_gutter)', touchAction: 'pan-y' }
/** Only for the keyboard: the mouse and the finger are followed by the field itself. */
export const range: CSSProperties = { ...everywhere, inlineSize: '100%', margin: 0, opacity: 0, pointerEvents: 'none' }
/** A box of no width, with its text around its place in both directions of writing. */
export const label: CSSProperties = { position: 'absolute', inlineSize: 0, display: 'flex', justifyContent: 'center' }

export const percent = (value: number): string => `${value}%`
