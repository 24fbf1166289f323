import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded once there is something to show. */
export const lazyOneOnOneBody: Loadable<typeof import('./one-on-one-body.chunk.tsx')> = loadable(
  () => import('./one-on-one-body.chunk.tsx'),
)
