import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin wants to invite the Primary Owner. */
export const lazyInviteOwner: Loadable<typeof import('./invite-owner.chunk.tsx')> = createLoadable(
  () => import('./invite-owner.chunk.tsx'),
)
