import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The details of a row, loaded when it is opened. */
export const lazyMappingDetails: Loadable<typeof import('./mapping-details.chunk.tsx')> = createLoadable(
  () => import('./mapping-details.chunk.tsx'),
)
