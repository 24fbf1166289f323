import { type Loadable, loadable } from '../ui/loadable.ts'

/** What a row shows when it is opened. */
export const matter: Loadable<typeof import('./matter.chunk.ts')> = loadable(() => import('./matter.chunk.ts'))
