import type { ReactNode } from 'react'

/** `line` and `block` are shapes of their own; the others take the room of a part that is loading. */
export type BoneSize = 'line' | 'block' | 'dates' | 'notes' | 'backfill' | 'message' | 'reads' | 'detail' | 'setup'

/** Takes the place of what is loading. */
export const Bone = ({ size }: { readonly size: BoneSize }): ReactNode => (
  <span className="claude-Bone" data-size={size} />
)

/** Takes the room of a part that is loading. */
export const PartBone = ({ size }: { readonly size: BoneSize }): ReactNode => (
  <div className="claude-Part" aria-busy="true">
    <Bone size={size} />
  </div>
)
