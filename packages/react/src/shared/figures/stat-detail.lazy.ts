import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when a stat is opened. */
export const lazyStatDetail: Loadable<typeof import('./stat-detail.chunk.tsx')> = loadable(
  () => import('./stat-detail.chunk.tsx'),
)
