import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when a stat is opened, and preloaded when its row is hovered or focused. */
export const lazyStatDetail: Loadable<typeof import('./stat-detail.chunk.tsx')> = createLoadable(
  () => import('./stat-detail.chunk.tsx'),
)
