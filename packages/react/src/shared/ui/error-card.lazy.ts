import { createLoadable, type Loadable } from './loadable.ts'

/** Loaded when a widget fails to render. */
export const lazyErrorCard: Loadable<typeof import('./error-card.chunk.tsx')> = createLoadable(
  () => import('./error-card.chunk.tsx'),
)
