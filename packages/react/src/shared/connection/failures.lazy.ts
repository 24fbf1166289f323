import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when reading some days has failed. */
export const lazyFailures: Loadable<typeof import('./failures.chunk.tsx')> = createLoadable(
  () => import('./failures.chunk.tsx'),
)
