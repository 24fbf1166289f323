import type { Viewer, VisibilityScope } from '@windmill/claude-core'

/** Returns the scope of adoption and exports: everyone below the viewer, or for an admin the whole directory. */
export const resolveGroupScope = ({ role, employeeId }: Viewer): VisibilityScope =>
  role === 'admin' ? 'all' : { below: employeeId }
