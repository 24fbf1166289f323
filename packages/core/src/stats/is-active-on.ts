import { type AdoptionId, isActive } from '../adoption/adoption-ids.ts'
import type { EmployeeDay } from '../contract/employee-days-response.ts'
import { catalog } from './catalog.ts'

/**
 * Whether an employee was active on a day, with any product or with one product. Null if every stat of that product, or
 * of all products, is unknown on that day. The number of active days in an employee's stats is the number of days for
 * which this is true.
 */
export const isActiveOn = ({ counters, unknown }: EmployeeDay, id: AdoptionId): boolean | null => {
  const isKnown = catalog.some((stat) => (id === 'any' || stat.product === id) && !unknown.includes(stat.id))
  return counters && isKnown ? isActive(counters, id) : null
}
