import { addDays, type Day } from '@windmill/claude-core'
import type { Organization } from '@windmill/example-claude-api'
import type { DirectoryEntry } from '../src/index.ts'
import type { Random } from './random.ts'

/** The directory of a simulated host. Employees join and leave, and e-mail addresses move between them. */
export interface HostDirectory {
  readonly listEmployees: () => readonly DirectoryEntry[]
  /** All addresses that removed employees ever had, in their original spelling. */
  readonly listAddressesOfRemoved: () => ReadonlySet<string>
  /** Makes one random change, as of the UTC day `today`. */
  readonly makeRandomChange: (today: Day) => void
}

export const createHostDirectory = (
  random: Random,
  { directory: initial, claudeUsers }: Organization,
): HostDirectory => {
  let employees: readonly DirectoryEntry[] = initial
  /** Every address that each employee ever had. */
  const addresses = new Map<DirectoryEntry['id'], Set<string>>()
  const addressesOfRemoved = new Set<string>()
  const rememberAddresses = () => {
    for (const { id, emails } of employees) addresses.set(id, new Set([...(addresses.get(id) ?? []), ...emails]))
  }
  const updateEmployee = (employee: DirectoryEntry, changes: Partial<DirectoryEntry>) => {
    employees = employees.map((entry) => (entry === employee ? { ...entry, ...changes } : entry))
  }
  return {
    listEmployees: () => employees,
    listAddressesOfRemoved: () => addressesOfRemoved,
    makeRandomChange(today) {
      rememberAddresses()
      const [employee, other] = [random.pick(employees), random.pick(employees)]
      const hireEmployee = (emails: readonly string[]) => {
        employees = [
          ...employees,
          { id: `new-${random.drawInteger(1, 1e9)}`, name: 'New Hire', emails, managerId: null },
        ]
      }
      random.pick<() => void>([
        () => updateEmployee(employee, { emails: [random.pick(claudeUsers).email] }),
        () => updateEmployee(employee, { emails: [...employee.emails, ...other.emails] }),
        () => updateEmployee(employee, { emails: employee.emails.map((email) => ` ${email.toUpperCase()} `) }),
        () => updateEmployee(employee, { emails: [] }),
        () => updateEmployee(employee, { archivedOn: addDays(today, random.drawInteger(-20, 5)) }),
        () => updateEmployee(employee, { archivedOn: null }),
        () => updateEmployee(employee, { managerId: other.id }),
        () => hireEmployee(employee.emails),
        () => hireEmployee([random.pick(claudeUsers).email]),
        () => {
          employees = employees.filter((entry) => entry !== employee)
          for (const address of addresses.get(employee.id) ?? []) addressesOfRemoved.add(address)
        },
      ])()
    },
  }
}
