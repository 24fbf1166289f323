import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when there are no figures to show. */
export const lazyStatsEmptyState: Loadable<typeof import('./stats-empty-state.chunk.tsx')> = createLoadable(
  () => import('./stats-empty-state.chunk.tsx'),
)
