import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded as soon as the content is no longer loading. */
export const lazyReviewBody: Loadable<typeof import('./review-body.chunk.tsx')> = createLoadable(
  () => import('./review-body.chunk.tsx'),
)
