import { createLoadable, type Loadable } from './loadable.ts'

/** Loaded as soon as a widget is on the page. */
export const lazyGuardTexts: Loadable<typeof import('./guard-texts.chunk.ts')> = createLoadable(
  () => import('./guard-texts.chunk.ts'),
)
