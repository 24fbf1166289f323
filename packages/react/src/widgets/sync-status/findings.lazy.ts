import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The people with a difference to Claude's totals, which loads when it is opened. */
export const lazyFindings: Loadable<typeof import('./findings.chunk.tsx')> = createLoadable(
  () => import('./findings.chunk.tsx'),
)
