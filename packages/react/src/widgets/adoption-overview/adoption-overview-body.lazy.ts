import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when the response has arrived. */
export const lazyAdoptionOverviewBody: Loadable<typeof import('./adoption-overview-body.chunk.tsx')> = loadable(
  () => import('./adoption-overview-body.chunk.tsx'),
)
