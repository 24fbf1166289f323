import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazyPublishedTotalsController: Loadable<typeof import('./published-totals-controller.chunk.tsx')> =
  createLoadable(() => import('./published-totals-controller.chunk.tsx'))
