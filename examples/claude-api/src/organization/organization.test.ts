import { listManagers, normalizeEmail } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { createOrganization } from './organization.ts'

const { organization } = createOrganization(60, 1)
const byId = new Map(organization.directory.map((employee) => [employee.id, employee]))

describe('the company', () => {
  test.each([20, 21, 60, 61, 500, 1500])(
    'of %i has that many employees below one head, with at most eight direct reports each',
    (people) => {
      const { directory } = createOrganization(people, 3).organization
      expect(directory).toHaveLength(people)
      const ids = new Map(directory.map((employee) => [employee.id, employee]))
      expect(ids.size).toBe(people)
      const heads = directory.filter(({ managerId }) => managerId === null)
      expect(heads).toHaveLength(1)
      const reports = Map.groupBy(directory, ({ managerId }) => managerId)
      for (const employee of directory) {
        if (employee.managerId) expect(listManagers(employee.id, ids).at(-1)).toBe(heads[0]?.id)
        expect(reports.get(employee.id)?.length ?? 0).toBeLessThanOrEqual(8)
      }
    },
  )

  test('depends only on its size and seed', () => {
    expect(createOrganization(60, 1).organization).toEqual(organization)
    expect(createOrganization(60, 2).organization.claudeUsers).not.toEqual(organization.claudeUsers)
  })

  test('has unique addresses and ids', () => {
    const { directory, claudeUsers } = createOrganization(3000, 1).organization
    const emails = directory.flatMap(({ emails }) => emails)
    expect(new Set(emails).size).toBe(emails.length)
    const accounts = claudeUsers.map(({ email }) => normalizeEmail(email))
    expect(new Set(accounts).size).toBe(claudeUsers.length)
    expect(new Set(claudeUsers.map(({ id }) => id)).size).toBe(claudeUsers.length)
    for (const email of emails) expect(email).toMatch(/^[a-z]+\.[a-z]+\d*@(halden|brightloom)\.example$/)
  })
})

describe('the personas', () => {
  const { personas } = organization
  const findEmployee = (persona: keyof typeof personas) => {
    const employee = byId.get(personas[persona])
    if (!employee) throw new Error(`The ${persona} is not in the directory.`)
    return employee
  }

  test('are six different people in and around one team', () => {
    expect(new Set(Object.values(personas)).size).toBe(6)
    expect(findEmployee('employee').managerId).toBe(personas.manager)
    expect(findEmployee('peer').managerId).toBe(personas.manager)
    expect(findEmployee('archived').managerId).toBe(personas.manager)
    expect(findEmployee('manager').managerId).toBe(personas.managersManager)
    expect(findEmployee('employee').title).toBe('Software Engineer')
  })

  test('include the only admin, who does not manage the employee, and the only archived employee', () => {
    expect(organization.directory.filter(({ role }) => role === 'admin')).toEqual([findEmployee('admin')])
    expect(listManagers(personas.employee, byId)).not.toContain(personas.admin)
    expect(findEmployee('archived').archivedOn).toBe('2026-06-30')
    expect(organization.directory.filter(({ archivedOn }) => archivedOn !== null)).toEqual([findEmployee('archived')])
  })
})

describe('matching Claude users by address', () => {
  const { match } = createMatcher({ employees: organization.directory, on: '2026-11-22' })
  const outcomes = organization.claudeUsers.map((user) => ({ user, outcome: match(user) }))

  test('links all but two users, all of them correctly', () => {
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

  test('covers an employee with two accounts, an address with capitals, and employees without a seat', () => {
    const seats = Map.groupBy(organization.claudeUsers, ({ employeeId }) => employeeId)
    const double = [...seats].filter(([, users]) => users.length === 2).map(([id]) => id && byId.get(id)?.emails.length)
    expect(double).toEqual([2])
    expect(organization.claudeUsers.filter(({ email }) => email !== email.toLowerCase())).toHaveLength(1)
    expect(organization.directory.filter(({ id }) => !seats.has(id)).length).toBeGreaterThanOrEqual(2)
  })
})
