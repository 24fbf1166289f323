import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when the response has arrived. */
export const lazyReviewBody: Loadable<typeof import('./review-body.chunk.tsx')> = loadable(
  () => import('./review-body.chunk.tsx'),
)
