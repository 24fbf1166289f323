import { createLoadable, type Loadable } from './loadable.ts'

/** Loaded as soon as a widget is on the page. */
export const lazyAttendRoot: Loadable<typeof import('./attend-root.chunk.ts')> = createLoadable(
  () => import('./attend-root.chunk.ts'),
)
