import { canView, type Day, type EmployeeId, employeeId, isArchived, type Viewer } from '@windmill/claude-core'
import type { Person } from './person.ts'

/** Windmill's own directory, and the part of it that a viewer may see. */
export interface People {
  /** Everyone, sorted by name. */
  readonly all: readonly Person[]
  readonly find: (id: string) => Person | null
  /** Returns the person, or null when the viewer may not see them or the id is unknown. */
  readonly findVisible: (viewer: Viewer, id: string, on: Day) => Person | null
  /** Returns everyone the viewer may see, sorted by name. */
  readonly listVisible: (viewer: Viewer, on: Day) => readonly Person[]
  /** Returns the direct reports who are not archived, sorted by name. */
  readonly listReports: (id: EmployeeId, on: Day) => readonly Person[]
}

export const createPeople = (directory: readonly Person[]): People => {
  const all = directory.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const byId = new Map(all.map((person) => [person.id, person]))
  const find = (id: string): Person | null => byId.get(employeeId(id)) ?? null
  return {
    all,
    find,
    findVisible(viewer, id, on) {
      const person = find(id)
      return person && canView(viewer, person.id, byId, on) ? person : null
    },
    listVisible: (viewer, on) => all.filter(({ id }) => canView(viewer, id, byId, on)),
    listReports: (id, on) => all.filter((person) => person.managerId === id && !isArchived(person, on)),
  }
}
