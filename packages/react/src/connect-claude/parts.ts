import { type Loadable, loadable } from '../ui/loadable.ts'

/** From nothing to connected, for accounts that are not. */
export const setup: Loadable<typeof import('./setup.chunk.ts')> = loadable(() => import('./setup.chunk.ts'))

/** What is read and what never is, for those who are not admins. */
export const reads: Loadable<typeof import('./reads.chunk.ts')> = loadable(() => import('./reads.chunk.ts'))

/** How far the history is read, while it is. */
export const backfill: Loadable<typeof import('./backfill.chunk.ts')> = loadable(() => import('./backfill.chunk.ts'))

/** Why days could not be read, where there are some. */
export const failures: Loadable<typeof import('./failures.chunk.ts')> = loadable(() => import('./failures.chunk.ts'))

/** What changes a connection, loaded when an admin is about to. */
export const changes: Loadable<typeof import('./changes.chunk.ts')> = loadable(() => import('./changes.chunk.ts'))
