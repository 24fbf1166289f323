import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when a stat is opened. */
export const lazyStatDetail: Loadable<typeof import('./stat-detail.chunk.tsx')> = createLoadable(
  () => import('./stat-detail.chunk.tsx'),
)
