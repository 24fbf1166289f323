import { type Day, type EmployeeId, isArchived } from '@windmill/claude-core'
import type { PersonaKind } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** The points of view that make a difference to what is seen. */
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
 * Finds one person for each point of view, from who reports to whom: an employee with a manager, that manager's
 * manager and a peer, as far as the company has them.
 */
export const derivePersonas = ({ all, find }: People, on: Day): Personas => {
  const active = all.filter((person) => !isArchived(person, on))
  const leads = new Set(active.map(({ managerId }) => managerId))
  const above = ({ managerId }: Person): Person | null => {
    const manager = managerId === null ? null : find(managerId)
    return manager && !isArchived(manager, on) ? manager : null
  }
  const peerOf = ({ id, managerId }: Person): Person | null =>
    (managerId !== null && active.find((other) => other.managerId === managerId && other.id !== id)) || null

  const worth = (person: Person): number => {
    const manager = above(person)
    const top = manager && above(manager)
    const whole = top !== null && top.id !== person.id
    return (manager ? 8 : 0) + (whole ? 4 : 0) + (peerOf(person) ? 2 : 0) + (leads.has(person.id) ? 0 : 1)
  }
  const plain = active.filter(({ role }) => role === 'employee')
  const best = Math.max(0, ...plain.map(worth))
  const employee = plain.find((person) => worth(person) === best) ?? null
  const manager = employee && above(employee)
  const managersManager = manager && above(manager)
  const idOf = (person: Person | null | undefined): EmployeeId | null => person?.id ?? null
  return {
    employee: idOf(employee),
    manager: idOf(manager),
    managersManager: managersManager?.id === employee?.id ? null : idOf(managersManager),
    peer: idOf(employee && peerOf(employee)),
    admin: idOf(active.find(({ role }) => role === 'admin')),
    archived: idOf(all.find((person) => isArchived(person, on))),
  }
}
