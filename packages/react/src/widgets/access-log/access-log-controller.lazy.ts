import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** The view with its data: everything below the title. */
export const lazyAccessLogController: Loadable<typeof import('./access-log-controller.chunk.tsx')> = loadable(
  () => import('./access-log-controller.chunk.tsx'),
)
