import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded for admins while the account is not connected. */
export const lazyAdminSetup: Loadable<typeof import('./admin-setup.chunk.tsx')> = createLoadable(
  () => import('./admin-setup.chunk.tsx'),
)
