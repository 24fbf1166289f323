import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded for accounts that are not connected. */
export const lazySetup: Loadable<typeof import('./setup.chunk.tsx')> = loadable(() => import('./setup.chunk.tsx'))

/** Loaded for viewers who cannot connect. */
export const lazyDataScope: Loadable<typeof import('./data-scope.chunk.tsx')> = loadable(
  () => import('./data-scope.chunk.tsx'),
)

/** Loaded when an admin is about to disconnect. */
export const lazyDisconnectDialog: Loadable<typeof import('./disconnect-dialog.chunk.tsx')> = loadable(
  () => import('./disconnect-dialog.chunk.tsx'),
)

/** Loaded when an admin is about to replace the key. */
export const lazyReplaceKey: Loadable<typeof import('./replace-key.chunk.tsx')> = loadable(
  () => import('./replace-key.chunk.tsx'),
)
