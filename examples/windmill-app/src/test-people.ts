import { employeeId, isDay } from '@windmill/claude-core'
import type { Person } from './server/person.ts'

type Entry = Partial<Pick<Person, 'role'>> & { readonly managerId?: string; readonly archivedOn?: string }

/** Returns one person per entry. The key is both id and name. */
export const createTestPeople = (entries: Readonly<Record<string, Entry>>): Person[] =>
  Object.entries(entries).map(([id, { managerId, archivedOn, role = 'employee' }]) => ({
    id: employeeId(id),
    name: id,
    emails: [`${id}@example.com`],
    managerId: managerId === undefined ? null : employeeId(managerId),
    archivedOn: isDay(archivedOn) ? archivedOn : null,
    role,
    title: null,
  }))
