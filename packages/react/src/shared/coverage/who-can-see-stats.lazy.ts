import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when “Who can see this” is opened. */
export const lazyWhoCanSeeStats: Loadable<typeof import('./who-can-see-stats.chunk.tsx')> = createLoadable(
  () => import('./who-can-see-stats.chunk.tsx'),
)
