import type { ReactNode } from 'react'

interface ScrollableTableProps {
  /** The accessible name of the region. */
  readonly label: string
  /** A further CSS class of the region. `@default` none */
  readonly className?: string
  /** The content of the `table` element. */
  readonly children: ReactNode
}

/** A table in a region that scrolls when the table is too wide. */
export const ScrollableTable = ({ label, className, children }: ScrollableTableProps): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1).
  <section className={className ? `claude-Table ${className}` : 'claude-Table'} aria-label={label} tabIndex={0}>
    <table>{children}</table>
  </section>
)
