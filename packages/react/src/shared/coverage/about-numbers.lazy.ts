import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when “About this data” is opened. */
export const lazyAboutNumbers: Loadable<typeof import('./about-numbers.chunk.tsx')> = createLoadable(
  () => import('./about-numbers.chunk.tsx'),
)
