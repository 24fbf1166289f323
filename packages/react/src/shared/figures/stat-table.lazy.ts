import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when a viewer switches to the table. */
export const lazyStatTable: Loadable<typeof import('./stat-table.chunk.tsx')> = createLoadable(
  () => import('./stat-table.chunk.tsx'),
)
