import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Loaded when the response has arrived. */
export const lazyOneOnOneBody: Loadable<typeof import('./one-on-one-body.chunk.tsx')> = loadable(
  () => import('./one-on-one-body.chunk.tsx'),
)
