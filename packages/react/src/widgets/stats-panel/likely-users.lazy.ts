import { createLoadable, type Loadable } from '../../shared/ui/loadable.ts'

/** Loaded for viewers who may link Claude users, when an employee has none. */
export const lazyLikelyUsers: Loadable<typeof import('./likely-users.chunk.tsx')> = createLoadable(
  () => import('./likely-users.chunk.tsx'),
)
