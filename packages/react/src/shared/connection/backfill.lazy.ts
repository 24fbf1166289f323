import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded while the history is being read. */
export const lazyBackfill: Loadable<typeof import('./backfill.chunk.tsx')> = createLoadable(
  () => import('./backfill.chunk.tsx'),
)
