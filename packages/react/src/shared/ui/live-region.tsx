import type { ReactNode } from 'react'

/**
 * Announces its text to screen readers whenever it changes. Render it always, even without a text, because a live
 * region must exist before its text changes.
 */
export const LiveRegion = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className="claude-VisuallyHidden" role="status">
    {children}
  </p>
)
