import { type Day, type EmployeeId, employeeId, isArchived, mayView, type Viewer } from '@windmill/claude-core'
import type { Person } from './person.ts'

/** Windmill's own directory, and what of it a viewer may see. */
export interface People {
  readonly all: readonly Person[]
  readonly find: (id: string) => Person | null
  /** A person as this viewer may see them; null for those they may not, and for those who do not exist. */
  readonly visible: (viewer: Viewer, id: string, on: Day) => Person | null
  /** Everyone whom the viewer may see, by name. */
  readonly visibleTo: (viewer: Viewer, on: Day) => readonly Person[]
  /** Those who report to someone directly and are still here, by name. */
  readonly reportsOf: (id: EmployeeId, on: Day) => readonly Person[]
}

export const createPeople = (directory: readonly Person[]): People => {
  const all = directory.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const byId = new Map(all.map((person) => [person.id, person]))
  const find = (id: string): Person | null => byId.get(employeeId(id)) ?? null
  return {
    all,
    find,
    visible(viewer, id, on) {
      const person = find(id)
      return person && mayView(viewer, person.id, byId, on) ? person : null
    },
    visibleTo: (viewer, on) => all.filter(({ id }) => mayView(viewer, id, byId, on)),
    reportsOf: (id, on) => all.filter((person) => person.managerId === id && !isArchived(person, on)),
  }
}
