import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when the days behind a figure are opened. */
export const lazyStatDays: Loadable<typeof import('./stat-days.chunk.tsx')> = createLoadable(
  () => import('./stat-days.chunk.tsx'),
)
