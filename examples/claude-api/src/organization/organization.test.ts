import { listManagers, normalizeEmail } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { createOrganization } from './organization.ts'

const { organization } = createOrganization(60, 1)
const employeeById = new Map(organization.directory.map((employee) => [employee.id, employee]))

describe('the company', () => {
  test.each([20, 21, 60, 61, 500, 1500])(
    'with %i employees has one head, above all others, and at most eight direct reports per manager',
    (people) => {
      const { directory } = createOrganization(people, 3).organization
      expect(directory).toHaveLength(people)
      const directoryById = new Map(directory.map((employee) => [employee.id, employee]))
      expect(directoryById.size).toBe(people)
      const heads = directory.filter(({ managerId }) => managerId === null)
      expect(heads).toHaveLength(1)
      const reportsByManager = Map.groupBy(directory, ({ managerId }) => managerId)
      for (const employee of directory) {
        if (employee.managerId) expect(listManagers(employee.id, directoryById).at(-1)).toBe(heads[0]?.id)
        expect(reportsByManager.get(employee.id)?.length ?? 0).toBeLessThanOrEqual(8)
      }
    },
  )

  test('depends only on its size and seed', () => {
    expect(createOrganization(60, 1).organization).toEqual(organization)
    expect(createOrganization(60, 2).organization.claudeUsers).not.toEqual(organization.claudeUsers)
  })

  test('has unique addresses and user ids', () => {
    const { directory, claudeUsers } = createOrganization(3000, 1).organization
    const emails = directory.flatMap(({ emails }) => emails)
    expect(new Set(emails).size).toBe(emails.length)
    const userEmails = claudeUsers.map(({ email }) => normalizeEmail(email))
    expect(new Set(userEmails).size).toBe(claudeUsers.length)
    expect(new Set(claudeUsers.map(({ id }) => id)).size).toBe(claudeUsers.length)
    for (const email of emails) expect(email).toMatch(/^[a-z]+\.[a-z]+\d*@(halden|brightloom)\.example$/)
  })
})

describe('the personas', () => {
  const { personas } = organization
  const findEmployee = (persona: keyof typeof personas) => {
    const id = personas[persona]
    const employee = id === null ? undefined : employeeById.get(id)
    if (!employee) throw new Error(`The ${persona} is not in the directory.`)
    return employee
  }

  test('are nine different people, including three in one team and the two managers above that team', () => {
    expect(new Set(Object.values(personas)).size).toBe(9)
    expect(findEmployee('employee').managerId).toBe(personas.manager)
    expect(findEmployee('peer').managerId).toBe(personas.manager)
    expect(findEmployee('archived').managerId).toBe(personas.manager)
    expect(findEmployee('manager').managerId).toBe(personas.managersManager)
    expect(findEmployee('employee').title).toBe('Software Engineer')
  })

  test('include the only person of each access level except member', () => {
    for (const [persona, level] of [
      ['hrAdmin', 'hr_admin'],
      ['integrationManager', 'integration_manager'],
      ['dataAnalyst', 'data_analyst'],
    ] as const) {
      expect(organization.directory.filter(({ accessLevel }) => accessLevel === level)).toEqual([findEmployee(persona)])
    }
  })

  test('each have a Claude user, and so does the first of their direct reports by name', () => {
    const collator = new Intl.Collator('en')
    const userIds = new Set(organization.claudeUsers.map((user) => user.employeeId))
    for (const id of Object.values(personas)) {
      const [firstReport] = organization.directory
        .filter(({ managerId, archivedOn }) => managerId === id && archivedOn === null)
        .sort((a, b) => collator.compare(a.name, b.name))
      expect(userIds).toContain(id)
      if (firstReport) expect(userIds).toContain(firstReport.id)
    }
  })

  test('include the only admin, who does not manage the employee, and the only archived employee', () => {
    expect(organization.directory.filter(({ accessLevel }) => accessLevel === 'admin')).toEqual([findEmployee('admin')])
    expect(listManagers(personas.employee, employeeById)).not.toContain(personas.admin)
    expect(findEmployee('archived').archivedOn).toBe('2026-06-30')
    expect(organization.directory.filter(({ archivedOn }) => archivedOn !== null)).toEqual([findEmployee('archived')])
  })
})

describe('matching Claude users by address', () => {
  const { match } = createMatcher({ employees: organization.directory, on: '2026-11-22' })
  const outcomes = organization.claudeUsers.map((user) => ({ user, outcome: match(user) }))

  test('links all but two users, each to the right employee', () => {
    const matched = outcomes.filter(({ outcome }) => outcome.kind === 'matched')
    for (const { user, outcome } of matched)
      expect(outcome).toMatchObject({ kind: 'matched', employeeId: user.employeeId })
    expect(outcomes.length - matched.length).toBe(2)
  })

  test('leaves a contractor and a user with an unknown domain unmatched', () => {
    const unmatched = outcomes.filter(({ outcome }) => outcome.kind === 'unmatched').map(({ user }) => user)
    expect(unmatched.map(({ employeeId }) => employeeId === null).toSorted()).toEqual([false, true])
    expect(unmatched.map(({ email }) => email.split('@')[1]).toSorted()).toEqual([
      'halden-labs.example',
      'partner.example',
    ])
  })

  test('covers an employee with two seats, an address with capitals, and employees without a seat', () => {
    const usersByEmployee = Map.groupBy(organization.claudeUsers, ({ employeeId }) => employeeId)
    const addressCounts = [...usersByEmployee]
      .filter(([, users]) => users.length === 2)
      .map(([id]) => id && employeeById.get(id)?.emails.length)
    expect(addressCounts).toEqual([2])
    expect(organization.claudeUsers.filter(({ email }) => email !== email.toLowerCase())).toHaveLength(1)
    expect(organization.directory.filter(({ id }) => !usersByEmployee.has(id)).length).toBeGreaterThanOrEqual(2)
  })
})
