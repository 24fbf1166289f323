import { type Loadable, loadable } from '../ui/loadable.ts'

/** The table itself, with what it is kept smooth by: in one chunk of its own. */
export const table: Loadable<typeof import('./table.chunk.ts')> = loadable(() => import('./table.chunk.ts'))
