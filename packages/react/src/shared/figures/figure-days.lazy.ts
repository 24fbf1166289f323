import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when the days behind a figure are opened. */
export const lazyFigureDays: Loadable<typeof import('./figure-days.chunk.tsx')> = createLoadable(
  () => import('./figure-days.chunk.tsx'),
)
