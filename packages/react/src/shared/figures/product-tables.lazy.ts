import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when a viewer switches to the tables. */
export const lazyProductTables: Loadable<typeof import('./product-tables.chunk.tsx')> = createLoadable(
  () => import('./product-tables.chunk.tsx'),
)
