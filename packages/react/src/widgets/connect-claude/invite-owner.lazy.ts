import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin opens the invitation of the Primary Owner, and preloaded when it is hovered or focused. */
export const lazyInviteOwner: Loadable<typeof import('./invite-owner.chunk.tsx')> = createLoadable(
  () => import('./invite-owner.chunk.tsx'),
)
