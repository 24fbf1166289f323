import type { ReactNode } from 'react'

/** Announces what has just happened. Always rendered, because a live region must exist before its text changes. */
export const LiveRegion = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className="claude-VisuallyHidden" role="status">
    {children}
  </p>
)
