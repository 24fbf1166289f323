import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** The view with its data: everything below the title. */
export const lazySyncStatusController: Loadable<typeof import('./sync-status-controller.chunk.tsx')> = loadable(
  () => import('./sync-status-controller.chunk.tsx'),
)
