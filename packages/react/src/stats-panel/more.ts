import { type Loadable, loadable } from '../ui/loadable.ts'

/** What is seen when it is opened, or instead of figures: in one chunk of its own. */
export const more: Loadable<typeof import('./more.chunk.ts')> = loadable(() => import('./more.chunk.ts'))
