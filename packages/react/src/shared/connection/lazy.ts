import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded while the history is being read. */
export const lazyBackfill: Loadable<typeof import('./backfill.chunk.tsx')> = loadable(
  () => import('./backfill.chunk.tsx'),
)

/** Loaded when days could not be read. */
export const lazyFailures: Loadable<typeof import('./failures.chunk.tsx')> = loadable(
  () => import('./failures.chunk.tsx'),
)
