import { type Day, type EmployeeId, isArchived } from '@windmill/claude-server'
import type { AccessLevel, PersonaKind } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** The kinds of viewers, in display order. Each kind sees different pages. */
export const personaKinds: readonly PersonaKind[] = [
  'employee',
  'manager',
  'managersManager',
  'peer',
  'admin',
  'hrAdmin',
  'integrationManager',
  'dataAnalyst',
  'archived',
]

/** One person of each kind. Null if the directory has none. */
export type Personas = Readonly<Record<PersonaKind, EmployeeId | null>>

/**
 * Finds one person of each kind in the directory, or null if there is none. The manager, the manager's manager and the
 * peer all belong to the same employee, preferably one who has all three.
 */
export const derivePersonas = ({ everyone, findById }: People, on: Day): Personas => {
  const currentPeople = everyone.filter((person) => !isArchived(person, on))
  const managerIds = new Set(currentPeople.map(({ managerId }) => managerId))
  const findManager = ({ managerId }: Person): Person | null => {
    const manager = managerId === null ? null : findById(managerId)
    return manager && !isArchived(manager, on) ? manager : null
  }
  const findPeer = ({ id, managerId }: Person): Person | null =>
    (managerId !== null && currentPeople.find((other) => other.managerId === managerId && other.id !== id)) || null

  /**
   * Scores how well a person fits as the employee persona. A manager counts most, then a manager's manager, then a
   * peer, and then having no reports.
   */
  const computeScore = (person: Person): number => {
    const manager = findManager(person)
    const managersManager = manager && findManager(manager)
    // Two people can be each other's manager.
    const hasManagersManager = managersManager !== null && managersManager.id !== person.id
    return (
      (manager ? 8 : 0) +
      (hasManagersManager ? 4 : 0) +
      (findPeer(person) ? 2 : 0) +
      (managerIds.has(person.id) ? 0 : 1)
    )
  }
  const members = currentPeople.filter(({ accessLevel }) => accessLevel === 'member')
  const maxScore = Math.max(0, ...members.map(computeScore))
  const employee = members.find((person) => computeScore(person) === maxScore) ?? null
  const manager = employee && findManager(employee)
  const managersManager = manager && findManager(manager)
  const getId = (person: Person | null | undefined): EmployeeId | null => person?.id ?? null
  const findIdByAccessLevel = (level: AccessLevel) =>
    getId(currentPeople.find(({ accessLevel }) => accessLevel === level))
  return {
    employee: getId(employee),
    manager: getId(manager),
    managersManager: managersManager?.id === employee?.id ? null : getId(managersManager),
    peer: getId(employee && findPeer(employee)),
    admin: findIdByAccessLevel('admin'),
    hrAdmin: findIdByAccessLevel('hr_admin'),
    integrationManager: findIdByAccessLevel('integration_manager'),
    dataAnalyst: findIdByAccessLevel('data_analyst'),
    archived: getId(everyone.find((person) => isArchived(person, on))),
  }
}
