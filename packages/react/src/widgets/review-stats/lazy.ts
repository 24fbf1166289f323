import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded once there is something to show. */
export const lazyReviewBody: Loadable<typeof import('./review-body.chunk.tsx')> = loadable(
  () => import('./review-body.chunk.tsx'),
)
