import type { ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Takes the place of a widget's content; says what is loading. */
export const Loading = ({ children }: { readonly children: string }): ReactNode => (
  <div className="claude-Loading" role="status">
    <VisuallyHidden>{children}</VisuallyHidden>
    <Skeleton size="line" />
    <Skeleton size="block" />
    <Skeleton size="block" />
  </div>
)
