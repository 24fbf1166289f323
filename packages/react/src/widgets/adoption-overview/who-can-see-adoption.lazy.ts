import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when “Who can see this” is opened. */
export const lazyWhoCanSeeAdoption: Loadable<typeof import('./who-can-see-adoption.chunk.tsx')> = loadable(
  () => import('./who-can-see-adoption.chunk.tsx'),
)
