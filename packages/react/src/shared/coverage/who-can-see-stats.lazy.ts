import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when “Who can see this” is opened. */
export const lazyWhoCanSeeStats: Loadable<typeof import('./who-can-see-stats.chunk.tsx')> = loadable(
  () => import('./who-can-see-stats.chunk.tsx'),
)
