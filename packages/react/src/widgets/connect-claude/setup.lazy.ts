import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded for admins of an account without a connection. */
export const lazySetup: Loadable<typeof import('./setup.chunk.tsx')> = loadable(() => import('./setup.chunk.tsx'))
