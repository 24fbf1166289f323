import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when there are no figures to show. */
export const lazyStatsEmptyState: Loadable<typeof import('./stats-empty-state.chunk.tsx')> = loadable(
  () => import('./stats-empty-state.chunk.tsx'),
)
