import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazyAccessLogController: Loadable<typeof import('./access-log-controller.chunk.tsx')> = createLoadable(
  () => import('./access-log-controller.chunk.tsx'),
)
