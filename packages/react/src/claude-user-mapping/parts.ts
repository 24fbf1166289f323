import { type Loadable, loadable } from '../ui/loadable.ts'

/** The work list itself. */
export const list: Loadable<typeof import('./list.chunk.ts')> = loadable(() => import('./list.chunk.ts'))

/** What a row shows when it is opened. */
export const matter: Loadable<typeof import('./matter.chunk.ts')> = loadable(() => import('./matter.chunk.ts'))
