import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when reading some days has failed. */
export const lazyFailures: Loadable<typeof import('./failures.chunk.tsx')> = loadable(
  () => import('./failures.chunk.tsx'),
)
