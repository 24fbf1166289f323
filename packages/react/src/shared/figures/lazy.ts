import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when a stat is opened. */
export const lazyStatDetail: Loadable<typeof import('./stat-detail.chunk.tsx')> = loadable(
  () => import('./stat-detail.chunk.tsx'),
)

/** Loaded when a viewer switches to the table. */
export const lazyStatTable: Loadable<typeof import('./stat-table.chunk.tsx')> = loadable(
  () => import('./stat-table.chunk.tsx'),
)
