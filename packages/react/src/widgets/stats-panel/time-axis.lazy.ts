import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded with the figures. */
export const lazyTimeAxis: Loadable<typeof import('./time-axis.chunk.tsx')> = createLoadable(
  () => import('./time-axis.chunk.tsx'),
)
