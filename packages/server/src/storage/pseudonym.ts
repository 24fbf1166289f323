import { type EmployeeId, employeeId } from '@windmill/claude-core'

const prefix = 'erased-'

/** Creates the id that takes the place of an erased employee's in the log. */
export const createPseudonym = (): EmployeeId => employeeId(`${prefix}${crypto.randomUUID()}`)

/** Whether an id takes the place of an erased employee's. */
export const isPseudonym = (id: EmployeeId): boolean =>
  id.startsWith(prefix) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id.slice(prefix.length))
