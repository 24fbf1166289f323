import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded as soon as the content is neither loading nor a problem. */
export const lazyAdoptionOverviewBody: Loadable<typeof import('./adoption-overview-body.chunk.tsx')> = createLoadable(
  () => import('./adoption-overview-body.chunk.tsx'),
)
