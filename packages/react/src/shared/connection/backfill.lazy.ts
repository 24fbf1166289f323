import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded while the history is being read. */
export const lazyBackfill: Loadable<typeof import('./backfill.chunk.tsx')> = loadable(
  () => import('./backfill.chunk.tsx'),
)
