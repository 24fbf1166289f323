import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded when “Who can see this” is opened, and preloaded when it is hovered or focused. */
export const lazyWhoCanSeeAdoption: Loadable<typeof import('./who-can-see-adoption.chunk.tsx')> = createLoadable(
  () => import('./who-can-see-adoption.chunk.tsx'),
)
