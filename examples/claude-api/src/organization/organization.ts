import type { ClaudeUser, EmployeeId } from '@windmill/claude-core'
import { mix } from '../random.ts'
import { createHires, type DirectoryEmployee, domain } from './employees.ts'
import type { Member } from './member.ts'
import { createMembers } from './members.ts'

/** Employees to look at the product through. */
export interface Personas {
  /** Writes code, uses Claude nearly every day. */
  readonly employee: EmployeeId
  readonly manager: EmployeeId
  readonly managersManager: EmployeeId
  /** In the same team as `employee`, below the same manager. */
  readonly peer: EmployeeId
  /** Head of people operations: sees everyone, and connects Claude. */
  readonly admin: EmployeeId
  /** Was in the same team until the end of June 2026. */
  readonly archived: EmployeeId
}

/** A person in the Claude organisation, and the employee who they are: null for someone from outside. */
export interface OrganizationUser extends ClaudeUser {
  readonly email: string
  readonly employeeId: EmployeeId | null
}

export interface Organization {
  readonly name: string
  readonly domain: string
  /** Claude's id of the organisation. */
  readonly id: string
  readonly directory: readonly DirectoryEmployee[]
  readonly claudeUsers: readonly OrganizationUser[]
  readonly personas: Personas
}

/**
 * A made-up company of `people` employees, and everyone who has a seat in Claude with what their usage comes from.
 * The same number and seed always give the same ones.
 */
export const createOrganization = (
  people: number,
  seed: number,
): { readonly organization: Organization; readonly members: readonly Member[] } => {
  const hires = createHires(people, seed)
  const directory = hires.map(({ employee }) => employee)
  const personas = personasOf(directory)
  const shown = new Set<EmployeeId | null>([
    personas.employee,
    personas.manager,
    personas.managersManager,
    personas.peer,
  ])
  const members = createMembers(hires, mix(seed, 1)).map((member) =>
    shown.has(member.employeeId) ? steady(member) : member,
  )
  const organization: Organization = {
    name: 'Halden',
    domain,
    id: organizationId(seed),
    directory,
    claudeUsers: members.map(({ id, email, employeeId }) => ({ id, email, employeeId })),
    personas,
  }
  return { organization, members }
}

/** Someone on whose page there is something to see, in every product and all year. */
const steady = (member: Member): Member => ({
  ...member,
  from: '2026-01-01',
  pace: 0.94,
  volume: 1.1,
  work: { ...member.work, uses: { ...member.work.uses, excel: 0.25, powerpoint: 0.2 } },
})

const personasOf = (directory: readonly DirectoryEmployee[]): Personas => {
  const byId = new Map(directory.map((employee) => [employee.id, employee]))
  const leads = new Set(directory.map(({ managerId }) => managerId))
  const find = (what: string, matches: (employee: DirectoryEmployee) => boolean): DirectoryEmployee => {
    const found = directory.find(matches)
    if (!found) throw new RangeError(`The company is too small: it has no ${what}.`)
    return found
  }
  const managerOf = ({ managerId, name }: DirectoryEmployee): DirectoryEmployee => {
    const manager = managerId && byId.get(managerId)
    if (!manager) throw new RangeError(`The company is too small: ${name} has no manager.`)
    return manager
  }
  const archived = find('one who left', ({ archivedOn }) => archivedOn !== null)
  const [employee, peer] = directory.filter(
    ({ id, managerId }) => managerId === archived.managerId && id !== archived.id && !leads.has(id),
  )
  if (!(employee && peer)) throw new RangeError('The company is too small: it has no team.')
  const manager = managerOf(employee)
  return {
    employee: employee.id,
    manager: manager.id,
    managersManager: managerOf(manager).id,
    peer: peer.id,
    admin: find('admin', ({ role }) => role === 'admin').id,
    archived: archived.id,
  }
}

const organizationId = (seed: number): string => {
  const digits = Array.from({ length: 4 }, (_, index) =>
    mix(seed, 100 + index)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}
