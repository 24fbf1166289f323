import { type AccountId, type Employee, type EmployeeId, normalizeEmail } from '@windmill/claude-core'
import type { DirectoryOptions } from './adapter.ts'
import { digestJson } from './digest-json.ts'
import { hashProtectedAddress } from './kept-from.ts'

/** Returns a hash that identifies an erased employee without revealing who it is. It outlives all other data. */
export const hashEmployee = (accountId: AccountId, employeeId: EmployeeId): string =>
  digestJson([accountId, 'employee', employeeId])

/** Returns a hash that identifies an address of an erased employee, by the key of the address. */
export const hashEmailKey = (accountId: AccountId, emailKey: string): string =>
  digestJson([accountId, 'email', emailKey])

/**
 * Lists the two hashes by which storage can recognize an address of an erased employee: its hash as an erased address,
 * and its hash as a protected address. If the employee left the directory before the erasure, only the second hash is
 * stored, because only that hash was known at the erasure.
 */
export const listErasedAddressHashes = (accountId: AccountId, emailKey: string): readonly string[] => [
  hashEmailKey(accountId, emailKey),
  hashProtectedAddress(accountId, emailKey),
]

/** An address of an erased employee. */
export interface ErasedAddress {
  /** One of `listErasedAddressHashes`. */
  readonly subject: string
  /** From `hashEmployee`. */
  readonly owner: string
}

/**
 * Creates a function that returns whether an id belongs to an erased employee.
 * @param erased - Hashes of the erased employees of the account.
 */
export const createErasedCheck =
  (accountId: AccountId, erased: ReadonlySet<string>) =>
  (id: EmployeeId): boolean =>
    // Hashing many ids takes time, and most accounts have erased nobody.
    erased.size > 0 && erased.has(hashEmployee(accountId, id))

/**
 * Splits a directory into the employees who are not erased, and the addresses of the erased employees. Removes erased
 * managers from the employees who are not erased.
 * @param erased - Hashes of the erased employees of the account, and of their known addresses.
 * @returns `addresses` has only addresses that are not in `erased`.
 */
export const separateErased = (
  accountId: AccountId,
  employees: readonly Employee[],
  erased: ReadonlySet<string>,
  { listEmailKeys = listNormalized }: Pick<DirectoryOptions, 'listEmailKeys'>,
): { readonly employees: readonly Employee[]; readonly addresses: readonly ErasedAddress[] } => {
  const isErased = createErasedCheck(accountId, erased)
  const keptEmployees: Employee[] = []
  const addresses: ErasedAddress[] = []
  for (const employee of employees) {
    const { id, emails, managerId } = employee
    if (isErased(id)) {
      const subjects = emails.flatMap(listEmailKeys).map((key) => hashEmailKey(accountId, key))
      addresses.push(...subjects.map((subject) => ({ subject, owner: hashEmployee(accountId, id) })))
    } else {
      keptEmployees.push(managerId !== null && isErased(managerId) ? { ...employee, managerId: null } : employee)
    }
  }
  return { employees: keptEmployees, addresses: addresses.filter(({ subject }) => !erased.has(subject)) }
}

const listNormalized = (email: string): readonly string[] => [normalizeEmail(email) ?? []].flat()
