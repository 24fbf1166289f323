import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when the coverage line is opened. */
export const lazyCoverageGaps: Loadable<typeof import('./coverage-gaps.chunk.tsx')> = loadable(
  () => import('./coverage-gaps.chunk.tsx'),
)

/** Loaded when there are no figures to show. */
export const lazyStatsEmptyState: Loadable<typeof import('./stats-empty-state.chunk.tsx')> = loadable(
  () => import('./stats-empty-state.chunk.tsx'),
)

/** Loaded when “About these numbers” is opened. */
export const lazyAboutNumbers: Loadable<typeof import('./about-numbers.chunk.tsx')> = loadable(
  () => import('./about-numbers.chunk.tsx'),
)

/** Loaded when “Who can see this” is opened. */
export const lazyWhoCanSeeStats: Loadable<typeof import('./who-can-see-stats.chunk.tsx')> = loadable(
  () => import('./who-can-see-stats.chunk.tsx'),
)
