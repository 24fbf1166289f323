import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** Everything below the title. */
export const lazyAccessLogController: Loadable<typeof import('./access-log-controller.chunk.tsx')> = loadable(
  () => import('./access-log-controller.chunk.tsx'),
)
