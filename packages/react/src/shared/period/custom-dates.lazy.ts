import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when a viewer chooses “Custom”. */
export const lazyCustomDates: Loadable<typeof import('./custom-dates.chunk.tsx')> = loadable(
  () => import('./custom-dates.chunk.tsx'),
)
