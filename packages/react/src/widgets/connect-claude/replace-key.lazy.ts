import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when an admin opens the form for another key, or points at its button. */
export const lazyReplaceKey: Loadable<typeof import('./replace-key.chunk.tsx')> = loadable(
  () => import('./replace-key.chunk.tsx'),
)
