import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The table, loaded after the first response has arrived. */
export const lazyTeamTable: Loadable<typeof import('./team-table.chunk.tsx')> = createLoadable(
  () => import('./team-table.chunk.tsx'),
)
