import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazyAcceptInvitationController: Loadable<typeof import('./accept-invitation-controller.chunk.tsx')> =
  createLoadable(() => import('./accept-invitation-controller.chunk.tsx'))
