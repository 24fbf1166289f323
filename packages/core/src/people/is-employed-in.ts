import type { Period } from '../time/period.ts'
import type { Employee } from './employee.ts'

/** The first and the last day of someone's employment. Null for a day that is not known. */
export type EmployedDays = Pick<Employee, 'startedOn' | 'archivedOn'>

/** Whether someone was employed in a period: had started by its last day, and had not left before its first day. */
export const isEmployedIn = ({ startedOn, archivedOn }: EmployedDays, { from, to }: Period): boolean =>
  (archivedOn === null || archivedOn >= from) && (startedOn === null || startedOn <= to)
