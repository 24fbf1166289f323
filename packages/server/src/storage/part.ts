import type { Viewer, VisibilityScope } from '@windmill/claude-core'

/** Whom adoption and exports are about: everyone below a manager, without the manager; everyone for an admin. */
export const partOf = ({ role, employeeId }: Viewer): VisibilityScope =>
  role === 'admin' ? 'all' : { below: employeeId }
