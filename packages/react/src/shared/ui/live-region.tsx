import type { ReactNode } from 'react'

/** Says what has just happened. It must stand in the page before the text does, so it is always there. */
export const LiveRegion = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className="claude-Hidden" role="status">
    {children}
  </p>
)
