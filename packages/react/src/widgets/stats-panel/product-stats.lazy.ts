import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when a viewer opens a product. */
export const lazyProductStats: Loadable<typeof import('./product-stats.chunk.tsx')> = createLoadable(
  () => import('./product-stats.chunk.tsx'),
)
