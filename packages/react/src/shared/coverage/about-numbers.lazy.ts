import { type Loadable, loadable } from '../ui/loadable.ts'

/** Loaded when “About these numbers” is opened. */
export const lazyAboutNumbers: Loadable<typeof import('./about-numbers.chunk.tsx')> = loadable(
  () => import('./about-numbers.chunk.tsx'),
)
