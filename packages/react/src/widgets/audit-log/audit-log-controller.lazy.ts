import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazyAuditLogController: Loadable<typeof import('./audit-log-controller.chunk.tsx')> = createLoadable(
  () => import('./audit-log-controller.chunk.tsx'),
)
