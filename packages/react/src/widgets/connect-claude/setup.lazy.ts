import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded for admins while the account is not connected. */
export const lazySetup: Loadable<typeof import('./setup.chunk.tsx')> = createLoadable(() => import('./setup.chunk.tsx'))
