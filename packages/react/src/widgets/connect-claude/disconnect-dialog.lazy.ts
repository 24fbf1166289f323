import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin opens the disconnect dialog, or points at its button. */
export const lazyDisconnectDialog: Loadable<typeof import('./disconnect-dialog.chunk.tsx')> = loadable(
  () => import('./disconnect-dialog.chunk.tsx'),
)
