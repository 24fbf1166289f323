import { type Loadable, loadable } from '../ui/loadable.ts'

/** All that is shown once the answer is there: in one chunk of its own. */
export const overview: Loadable<typeof import('./overview.chunk.ts')> = loadable(() => import('./overview.chunk.ts'))
