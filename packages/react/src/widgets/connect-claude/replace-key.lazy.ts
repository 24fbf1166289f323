import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin opens the form that replaces the key, and preloaded when its button is hovered or focused. */
export const lazyReplaceKey: Loadable<typeof import('./replace-key.chunk.tsx')> = createLoadable(
  () => import('./replace-key.chunk.tsx'),
)
