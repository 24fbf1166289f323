import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** The view with its data, which replaces the skeleton. */
export const lazyClaudeUserMappingController: Loadable<typeof import('./claude-user-mapping-controller.chunk.tsx')> =
  createLoadable(() => import('./claude-user-mapping-controller.chunk.tsx'))
