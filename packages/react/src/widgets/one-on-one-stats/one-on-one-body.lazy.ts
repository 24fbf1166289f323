import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded as soon as the content is no longer loading. */
export const lazyOneOnOneBody: Loadable<typeof import('./one-on-one-body.chunk.tsx')> = createLoadable(
  () => import('./one-on-one-body.chunk.tsx'),
)
