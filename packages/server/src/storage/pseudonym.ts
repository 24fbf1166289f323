import { type EmployeeId, employeeId } from '@windmill/claude-core'

const prefix = 'erased-'

/** Creates an id that takes the place of an erased employee's id in the log. */
export const createPseudonym = (): EmployeeId => employeeId(`${prefix}${crypto.randomUUID()}`)

/** Whether an id is a pseudonym, as `createPseudonym` creates them. */
export const isPseudonym = (id: EmployeeId): boolean =>
  id.startsWith(prefix) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id.slice(prefix.length))
