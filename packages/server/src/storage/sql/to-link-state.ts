import type { EmployeeId, LinkMethod } from '@windmill/claude-core'
import type { LinkState } from '../adapter.ts'

/** Combines the columns of a link's state. */
export const toLinkState = (
  employeeId: EmployeeId | null,
  method: LinkMethod | null,
  ignored: boolean | null,
): LinkState => (method === null ? null : { employeeId, method, ignored: ignored === true })
