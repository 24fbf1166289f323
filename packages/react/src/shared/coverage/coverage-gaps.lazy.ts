import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when the coverage line is opened. */
export const lazyCoverageGaps: Loadable<typeof import('./coverage-gaps.chunk.tsx')> = loadable(
  () => import('./coverage-gaps.chunk.tsx'),
)
