import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when a viewer chooses “Custom”. */
export const lazyCustomDates: Loadable<typeof import('./custom-dates.chunk.tsx')> = createLoadable(
  () => import('./custom-dates.chunk.tsx'),
)
