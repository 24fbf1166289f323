import type { ReactNode } from 'react'

/** The size of a placeholder. `line` and `block` are generic. Every other size is the size of one part of a widget. */
export type SkeletonSize = 'line' | 'block' | 'dates' | 'notes' | 'backfill' | 'message' | 'reads' | 'detail' | 'setup'

/** A placeholder shape for loading content. */
export const Skeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <span className="claude-Skeleton" data-size={size} />
)

/** A placeholder for a part of a widget. It has the size of the part, so that the layout does not shift. */
export const PartSkeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <div className="claude-Part" aria-busy="true">
    <Skeleton size={size} />
  </div>
)
