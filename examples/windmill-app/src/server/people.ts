import { canView, type Day, type EmployeeId, employeeId, isArchived, type Viewer } from '@windmill/claude-server'
import type { Person } from './person.ts'

/** Windmill's own directory, with the people that a viewer may see. */
export interface People {
  /** All people in the directory, including archived ones, sorted by name. */
  readonly everyone: readonly Person[]
  /** Returns null for an unknown id. */
  readonly findById: (id: string) => Person | null
  /** Returns the person. Null if the id is unknown or the viewer may not see the person on that day. */
  readonly findVisible: (viewer: Viewer, id: string, on: Day) => Person | null
  /** Returns the people that the viewer may see on that day, sorted by name. */
  readonly listVisible: (viewer: Viewer, on: Day) => readonly Person[]
  /** Returns the direct reports who are not archived on that day, sorted by name. */
  readonly listReports: (id: EmployeeId, on: Day) => readonly Person[]
}

/** Creates `People` from all people of a directory. */
export const createPeople = (directory: readonly Person[]): People => {
  const everyone = directory.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const personById = new Map(everyone.map((person) => [person.id, person]))
  const findById = (id: string): Person | null => personById.get(employeeId(id)) ?? null
  return {
    everyone,
    findById,
    findVisible(viewer, id, on) {
      const person = findById(id)
      return person && canView(viewer, person.id, personById, on) ? person : null
    },
    listVisible: (viewer, on) => everyone.filter(({ id }) => canView(viewer, id, personById, on)),
    listReports: (id, on) => everyone.filter((person) => person.managerId === id && !isArchived(person, on)),
  }
}
