import { type Loadable, loadable } from '../../shared/ui/loadable.ts'

/** The view with its data: everything below the title. */
export const lazyClaudeUserMappingController: Loadable<typeof import('./claude-user-mapping-controller.chunk.tsx')> =
  loadable(() => import('./claude-user-mapping-controller.chunk.tsx'))
