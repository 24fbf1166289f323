import { employeeId, isDay } from '@windmill/claude-server'
import type { Person } from './server/person.ts'

type TestPerson = Partial<Pick<Person, 'accessLevel'>> & { readonly managerId?: string; readonly archivedOn?: string }

/** Creates one person per entry. The key of an entry is both the id and the name. */
export const createTestPeople = (entries: Readonly<Record<string, TestPerson>>): Person[] =>
  Object.entries(entries).map(([id, { managerId, archivedOn, accessLevel = 'member' }]) => ({
    id: employeeId(id),
    name: id,
    emails: [`${id}@example.com`],
    managerId: managerId === undefined ? null : employeeId(managerId),
    archivedOn: isDay(archivedOn) ? archivedOn : null,
    startedOn: null,
    attributes: {},
    participation: 'included',
    accessLevel,
    title: null,
  }))
