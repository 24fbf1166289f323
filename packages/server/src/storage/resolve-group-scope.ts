import type { Viewer, VisibilityScope } from '@windmill/claude-core'

/** Returns the scope of adoption and exports: everyone below the viewer; for an admin, the whole directory. */
export const resolveGroupScope = ({ role, employeeId }: Viewer): VisibilityScope =>
  role === 'admin' ? 'all' : { below: employeeId }
