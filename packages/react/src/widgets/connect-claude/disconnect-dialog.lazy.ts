import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin opens the disconnect dialog, and preloaded when its button is hovered or focused. */
export const lazyDisconnectDialog: Loadable<typeof import('./disconnect-dialog.chunk.tsx')> = createLoadable(
  () => import('./disconnect-dialog.chunk.tsx'),
)
