import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when a viewer switches to the table. */
export const lazyStatTable: Loadable<typeof import('./stat-table.chunk.tsx')> = loadable(
  () => import('./stat-table.chunk.tsx'),
)
