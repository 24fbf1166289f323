import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when there are no figures to show. */
export const lazyPanelEmptyState: Loadable<typeof import('./panel-empty-state.chunk.tsx')> = createLoadable(
  () => import('./panel-empty-state.chunk.tsx'),
)
