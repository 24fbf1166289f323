import type { Period } from '../time/period.ts'
import type { Employee } from './employee.ts'

/** The first and the last day of someone's employment. Null for a day that is not known. */
export type EmployedDays = Pick<Employee, 'startedOn' | 'archivedOn'>

/** Whether someone had not left before a period began, and had started by its end. */
export const isEmployedIn = ({ startedOn, archivedOn }: EmployedDays, { from, to }: Period): boolean =>
  (archivedOn === null || archivedOn >= from) && (startedOn === null || startedOn <= to)
