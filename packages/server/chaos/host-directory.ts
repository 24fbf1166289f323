import { addDays, type Day } from '@windmill/claude-core'
import type { Organization } from '@windmill/example-claude-api'
import type { DirectoryEntry } from '../src/index.ts'
import type { Random } from './random.ts'

/** The host's directory. Employees join and leave, and addresses move from one employee to another. */
export interface HostDirectory {
  readonly list: () => readonly DirectoryEntry[]
  /** Makes one random change. */
  readonly change: (today: Day) => void
}

export const createHostDirectory = (
  random: Random,
  { directory: initial, claudeUsers }: Organization,
): HostDirectory => {
  let employees: readonly DirectoryEntry[] = initial
  const update = (employee: DirectoryEntry, change: Partial<DirectoryEntry>) => {
    employees = employees.map((entry) => (entry === employee ? { ...entry, ...change } : entry))
  }
  return {
    list: () => employees,
    change(today) {
      const [employee, other] = [random.pick(employees), random.pick(employees)]
      const hire = (emails: readonly string[]) => {
        employees = [...employees, { id: `new-${random.integer(1, 1e9)}`, name: 'New Hire', emails, managerId: null }]
      }
      random.pick<() => void>([
        () => update(employee, { emails: [random.pick(claudeUsers).email] }),
        () => update(employee, { emails: [...employee.emails, ...other.emails] }),
        () => update(employee, { emails: employee.emails.map((email) => ` ${email.toUpperCase()} `) }),
        () => update(employee, { emails: [] }),
        () => update(employee, { archivedOn: addDays(today, random.integer(-20, 5)) }),
        () => update(employee, { archivedOn: null }),
        () => update(employee, { managerId: other.id }),
        () => hire(employee.emails),
        () => hire([random.pick(claudeUsers).email]),
        () => {
          employees = employees.filter((entry) => entry !== employee)
        },
      ])()
    },
  }
}
