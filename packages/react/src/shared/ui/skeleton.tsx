import type { ReactNode } from 'react'

/** `line` and `block` are generic shapes. The others match the size of the part that is loading. */
export type SkeletonSize = 'line' | 'block' | 'dates' | 'notes' | 'backfill' | 'message' | 'reads' | 'detail' | 'setup'

/** A placeholder shape for loading content. */
export const Skeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <span className="claude-Skeleton" data-size={size} />
)

/** A placeholder with the size of a part that is loading, so that the layout does not shift. */
export const PartSkeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <div className="claude-Part" aria-busy="true">
    <Skeleton size={size} />
  </div>
)
