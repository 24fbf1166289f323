import type { ReactNode } from 'react'

/** Text only for screen readers. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className="claude-VisuallyHidden">{children}</span>
)
