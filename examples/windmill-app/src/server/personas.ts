import { type Day, type EmployeeId, isArchived } from '@windmill/claude-core'
import type { PersonaKind } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** The kinds of viewers who see different things. */
export const personaKinds: readonly PersonaKind[] = [
  'employee',
  'manager',
  'managersManager',
  'peer',
  'admin',
  'archived',
]
export type Personas = Readonly<Record<PersonaKind, EmployeeId | null>>

/**
 * Finds one person for each kind from the reporting lines; null where the company has none. Prefers an employee who has
 * a manager, a manager's manager and a peer, so that the kinds belong together.
 */
export const derivePersonas = ({ all, find }: People, on: Day): Personas => {
  const active = all.filter((person) => !isArchived(person, on))
  const managerIds = new Set(active.map(({ managerId }) => managerId))
  const findManager = ({ managerId }: Person): Person | null => {
    const manager = managerId === null ? null : find(managerId)
    return manager && !isArchived(manager, on) ? manager : null
  }
  const findPeer = ({ id, managerId }: Person): Person | null =>
    (managerId !== null && active.find((other) => other.managerId === managerId && other.id !== id)) || null

  const score = (person: Person): number => {
    const manager = findManager(person)
    const managersManager = manager && findManager(manager)
    const hasManagersManager = managersManager !== null && managersManager.id !== person.id
    return (
      (manager ? 8 : 0) +
      (hasManagersManager ? 4 : 0) +
      (findPeer(person) ? 2 : 0) +
      (managerIds.has(person.id) ? 0 : 1)
    )
  }
  const employees = active.filter(({ role }) => role === 'employee')
  const maxScore = Math.max(0, ...employees.map(score))
  const employee = employees.find((person) => score(person) === maxScore) ?? null
  const manager = employee && findManager(employee)
  const managersManager = manager && findManager(manager)
  const getId = (person: Person | null | undefined): EmployeeId | null => person?.id ?? null
  return {
    employee: getId(employee),
    manager: getId(manager),
    managersManager: managersManager?.id === employee?.id ? null : getId(managersManager),
    peer: getId(employee && findPeer(employee)),
    admin: getId(active.find(({ role }) => role === 'admin')),
    archived: getId(all.find((person) => isArchived(person, on))),
  }
}
