import { createLoadable, type Loadable } from '../ui/loadable.ts'

/** Loaded when there is a note, or when the viewer can write one. */
export const lazyEmployeeNote: Loadable<typeof import('./employee-note.chunk.tsx')> = createLoadable(
  () => import('./employee-note.chunk.tsx'),
)
