import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded for viewers who cannot manage the connection. */
export const lazyDataScope: Loadable<typeof import('./data-scope.chunk.tsx')> = createLoadable(
  () => import('./data-scope.chunk.tsx'),
)
