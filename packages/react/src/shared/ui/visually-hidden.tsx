import type { ReactNode } from 'react'

/** Shows text to screen readers only. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className="claude-VisuallyHidden">{children}</span>
)
