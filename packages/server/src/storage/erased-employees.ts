import type { AccountId, Employee, EmployeeId } from '@windmill/claude-core'
import { digestJson } from './digest-json.ts'

/** Identifies an erased employee. It tells nobody who that is, so it can stay when everything else is deleted. */
export const hashEmployee = (accountId: AccountId, employeeId: EmployeeId): string =>
  digestJson([accountId, 'employee', employeeId])

/** Identifies an address of an erased employee, by its key. */
export const hashEmailKey = (accountId: AccountId, emailKey: string): string =>
  digestJson([accountId, 'email', emailKey])

/**
 * Returns whether an id is that of an erased employee.
 * @param erased - Hashes of the erased employees of the account.
 */
export const createErasedCheck =
  (accountId: AccountId, erased: ReadonlySet<string>) =>
  (id: EmployeeId): boolean =>
    // Many ids take a moment to hash, and hardly any account has erased someone.
    erased.size > 0 && erased.has(hashEmployee(accountId, id))

/**
 * Returns the employees of a directory who are not erased. A manager who is erased is left out of their reports, too.
 * @param erased - Hashes of the erased employees of the account.
 */
export const omitErased = (
  accountId: AccountId,
  employees: readonly Employee[],
  erased: ReadonlySet<string>,
): readonly Employee[] => {
  const isErased = createErasedCheck(accountId, erased)
  return employees
    .filter(({ id }) => !isErased(id))
    .map((employee) =>
      employee.managerId !== null && isErased(employee.managerId) ? { ...employee, managerId: null } : employee,
    )
}
