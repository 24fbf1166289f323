import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded for viewers who may not change the connection. */
export const lazyDataScope: Loadable<typeof import('./data-scope.chunk.tsx')> = loadable(
  () => import('./data-scope.chunk.tsx'),
)
