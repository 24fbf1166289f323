import type { ClaudeUser, EmployeeId } from '@windmill/claude-core'
import { mix } from '../random.ts'
import { type AccessLevel, companyDomain, createEmployees, type DirectoryEmployee } from './employees.ts'
import type { Member } from './member.ts'
import { createMembers } from './members.ts'

/** Employees that demos and tests sign in as. */
export interface Personas {
  /** Engineer who uses Claude nearly every day. */
  readonly employee: EmployeeId
  /** Manager of `employee`, `peer` and `archived`. */
  readonly manager: EmployeeId
  /** Manager of `manager`. */
  readonly managersManager: EmployeeId
  /** Reports to the same manager as `employee`. */
  readonly peer: EmployeeId
  /** Head of People Operations, the only admin. */
  readonly admin: EmployeeId
  /** The only HR admin. Null if the company is too small to have one. */
  readonly hrAdmin: EmployeeId | null
  /** The only integration manager. Null if the company is too small to have one. */
  readonly integrationManager: EmployeeId | null
  /** The only data analyst. Null if the company is too small to have one. */
  readonly dataAnalyst: EmployeeId | null
  /** Former member of the team of `employee` and `peer`, archived on 2026-06-30. */
  readonly archived: EmployeeId
}

/** A Claude user with the employee behind it. */
export interface OrganizationUser extends ClaudeUser {
  readonly email: string
  /** Null for a contractor. */
  readonly employeeId: EmployeeId | null
}

/** A generated company and its Claude organization. */
export interface Organization {
  readonly name: string
  /** The company's email domain. */
  readonly domain: string
  /** Organization id in the header `anthropic-organization-id`. */
  readonly id: string
  /** All employees, including archived employees. */
  readonly directory: readonly DirectoryEmployee[]
  /** All Claude seats, including past seats and contractors' seats. */
  readonly claudeUsers: readonly OrganizationUser[]
  readonly personas: Personas
}

/**
 * Creates a company with `people` employees, and its Claude seats with the parameters of their simulation. Equal
 * arguments give equal results.
 *
 * @throws RangeError when the company is too small for the personas.
 */
export const createOrganization = (
  people: number,
  seed: number,
): { readonly organization: Organization; readonly members: readonly Member[] } => {
  const generatedEmployees = createEmployees(people, seed)
  const directory = generatedEmployees.map(({ employee }) => employee)
  const personas = findPersonas(directory)
  const showcaseIds = new Set<EmployeeId | null>([
    personas.employee,
    personas.manager,
    personas.managersManager,
    personas.peer,
  ])
  const members = createMembers(generatedEmployees, mix(seed, 1)).map((member) =>
    showcaseIds.has(member.employeeId) ? toShowcaseMember(member) : member,
  )
  const organization: Organization = {
    name: 'Halden',
    domain: companyDomain,
    id: createOrganizationId(seed),
    directory,
    claudeUsers: members.map(({ id, email, employeeId }) => ({ id, email, employeeId })),
    personas,
  }
  return { organization, members }
}

/** Raises a member's usage, so that their page has data since January, including Excel and PowerPoint. */
const toShowcaseMember = (member: Member): Member => ({
  ...member,
  from: '2026-01-01',
  usageProbability: 0.94,
  volume: 1.1,
  usageProfile: {
    ...member.usageProfile,
    useProbabilities: { ...member.usageProfile.useProbabilities, excel: 0.25, powerpoint: 0.2 },
  },
})

const findPersonas = (directory: readonly DirectoryEmployee[]): Personas => {
  const byId = new Map(directory.map((employee) => [employee.id, employee]))
  const managerIds = new Set(directory.map(({ managerId }) => managerId))
  const findEmployee = (description: string, matches: (employee: DirectoryEmployee) => boolean): DirectoryEmployee => {
    const employee = directory.find(matches)
    if (!employee) throw new RangeError(`The company is too small: it has no ${description}.`)
    return employee
  }
  const findManager = ({ managerId, name }: DirectoryEmployee): DirectoryEmployee => {
    const manager = managerId && byId.get(managerId)
    if (!manager) throw new RangeError(`The company is too small: ${name} has no manager.`)
    return manager
  }
  const findByAccessLevel = (level: AccessLevel) =>
    directory.find(({ accessLevel }) => accessLevel === level)?.id ?? null
  const archived = findEmployee('one who left', ({ archivedOn }) => archivedOn !== null)
  const [employee, peer] = directory.filter(
    ({ id, managerId }) => managerId === archived.managerId && id !== archived.id && !managerIds.has(id),
  )
  if (!(employee && peer)) throw new RangeError('The company is too small: it has no team.')
  const manager = findManager(employee)
  return {
    employee: employee.id,
    manager: manager.id,
    managersManager: findManager(manager).id,
    peer: peer.id,
    admin: findEmployee('admin', ({ accessLevel }) => accessLevel === 'admin').id,
    hrAdmin: findByAccessLevel('hr_admin'),
    integrationManager: findByAccessLevel('integration_manager'),
    dataAnalyst: findByAccessLevel('data_analyst'),
    archived: archived.id,
  }
}

const createOrganizationId = (seed: number): string => {
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
