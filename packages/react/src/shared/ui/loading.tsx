import type { ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A placeholder for a widget's content, with a text for screen readers. */
export const Loading = ({ children }: { readonly children: string }): ReactNode => (
  <div className="claude-Loading" role="status">
    <VisuallyHidden>{children}</VisuallyHidden>
    <Skeleton size="line" />
    <Skeleton size="block" />
    <Skeleton size="block" />
  </div>
)
