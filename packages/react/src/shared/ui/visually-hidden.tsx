import type { ReactNode } from 'react'

/** Text for those who hear the page. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className="claude-Hidden">{children}</span>
)
