import type { ReactNode } from 'react'

// SVG path data in a box of 16 by 16. They are separate exports, so that a widget bundles only the icons that it uses.
export const infoIcon = 'M8 7.3v4M8 4.7v.1M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z'
export const checkIcon = 'm3.2 8.4 3.2 3.2 6.4-7'
export const crossIcon = 'm4 4 8 8m0-8-8 8'
export const externalIcon = 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5'
export const chevronIcon = 'm6 3.5 4.5 4.5L6 12.5'
export const trendIcon = 'M2 12.5 6 7l3 3 5-6.5'

interface IconProps {
  /** SVG path data in a box of 16 by 16. */
  readonly path: string
}

/** A decorative icon, hidden from screen readers. */
export const Icon = ({ path }: IconProps): ReactNode => (
  <svg className="claude-Icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={path} />
  </svg>
)
