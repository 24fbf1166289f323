import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** The table, loaded when there are stats to show. */
export const lazyTeamTable: Loadable<typeof import('./team-table.chunk.tsx')> = loadable(
  () => import('./team-table.chunk.tsx'),
)
