import { employeeId, isDay } from '@windmill/claude-core'
import type { Person } from './server/person.ts'

type Entry = Partial<Pick<Person, 'role'>> & { readonly manager?: string; readonly left?: string }

/** People for tests, by id; their names are their ids. */
export const peopleOf = (entries: Readonly<Record<string, Entry>>): Person[] =>
  Object.entries(entries).map(([id, { manager, left, role = 'employee' }]) => ({
    id: employeeId(id),
    name: id,
    emails: [`${id}@example.com`],
    managerId: manager === undefined ? null : employeeId(manager),
    archivedOn: isDay(left) ? left : null,
    role,
    title: null,
  }))
