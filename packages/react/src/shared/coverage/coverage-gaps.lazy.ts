import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when the coverage line is opened. */
export const lazyCoverageGaps: Loadable<typeof import('./coverage-gaps.chunk.tsx')> = createLoadable(
  () => import('./coverage-gaps.chunk.tsx'),
)
