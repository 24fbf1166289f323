import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when days of the period are not read, when nothing is compared, or when a month was checked. */
export const lazyCoverageGaps: Loadable<typeof import('./coverage-gaps.chunk.tsx')> = createLoadable(
  () => import('./coverage-gaps.chunk.tsx'),
)
