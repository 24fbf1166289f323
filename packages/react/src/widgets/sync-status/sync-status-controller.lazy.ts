import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazySyncStatusController: Loadable<typeof import('./sync-status-controller.chunk.tsx')> = createLoadable(
  () => import('./sync-status-controller.chunk.tsx'),
)
