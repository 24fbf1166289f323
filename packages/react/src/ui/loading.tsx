import type { ReactNode } from 'react'
import { Bone } from './bone.tsx'
import { Hidden } from './hidden.tsx'

/** Takes the place of a widget's content; says what is loading. */
export const Loading = ({ children }: { readonly children: string }): ReactNode => (
  <div className="claude-Loading" role="status">
    <Hidden>{children}</Hidden>
    <Bone size="line" />
    <Bone size="block" />
    <Bone size="block" />
  </div>
)
