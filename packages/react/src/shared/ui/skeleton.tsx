import type { ReactNode } from 'react'

/** `line` and `block` are shapes of their own; the others take the room of a part that is loading. */
export type SkeletonSize = 'line' | 'block' | 'dates' | 'notes' | 'backfill' | 'message' | 'reads' | 'detail' | 'setup'

/** Takes the place of what is loading. */
export const Skeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <span className="claude-Bone" data-size={size} />
)

/** Takes the room of a part that is loading. */
export const PartSkeleton = ({ size }: { readonly size: SkeletonSize }): ReactNode => (
  <div className="claude-Part" aria-busy="true">
    <Skeleton size={size} />
  </div>
)
