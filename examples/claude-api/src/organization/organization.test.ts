import { listManagers, normalizeEmail } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { createOrganization } from './organization.ts'

const { organization } = createOrganization(60, 1)
const byId = new Map(organization.directory.map((employee) => [employee.id, employee]))

describe('the company', () => {
  test.each([20, 21, 60, 61, 500, 1500])(
    'of %i has that many people below one head, in teams of at most eight',
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

  test('is the same under the same seed, and another under another', () => {
    expect(createOrganization(60, 1).organization).toEqual(organization)
    expect(createOrganization(60, 2).organization.claudeUsers).not.toEqual(organization.claudeUsers)
  })

  test('gives no two people the same address', () => {
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
  const of = (persona: keyof typeof personas) => {
    const employee = byId.get(personas[persona])
    if (!employee) throw new Error(`The ${persona} is not in the directory.`)
    return employee
  }

  test('are six people around one team', () => {
    expect(new Set(Object.values(personas)).size).toBe(6)
    expect(of('employee').managerId).toBe(personas.manager)
    expect(of('peer').managerId).toBe(personas.manager)
    expect(of('archived').managerId).toBe(personas.manager)
    expect(of('manager').managerId).toBe(personas.managersManager)
    expect(of('employee').title).toBe('Software Engineer')
  })

  test('have one admin, who is above none of them, and one who left', () => {
    expect(organization.directory.filter(({ role }) => role === 'admin')).toEqual([of('admin')])
    expect(listManagers(personas.employee, byId)).not.toContain(personas.admin)
    expect(of('archived').archivedOn).toBe('2026-06-30')
    expect(organization.directory.filter(({ archivedOn }) => archivedOn !== null)).toEqual([of('archived')])
  })
})

describe('who is who in Claude', () => {
  const { match } = createMatcher({ employees: organization.directory, on: '2026-11-22' })
  const outcomes = organization.claudeUsers.map((user) => ({ user, outcome: match(user) }))

  test('is found by address for nearly everyone, and never wrongly', () => {
    const matched = outcomes.filter(({ outcome }) => outcome.kind === 'matched')
    for (const { user, outcome } of matched)
      expect(outcome).toMatchObject({ kind: 'matched', employeeId: user.employeeId })
    expect(outcomes.length - matched.length).toBe(2)
  })

  test('is not found for one from outside and one under a domain that the directory does not know', () => {
    const unmatched = outcomes.filter(({ outcome }) => outcome.kind === 'unmatched').map(({ user }) => user)
    expect(unmatched.map(({ employeeId }) => employeeId === null).toSorted()).toEqual([false, true])
    expect(unmatched.map(({ email }) => email.split('@')[1]).toSorted()).toEqual([
      'halden-labs.example',
      'partner.example',
    ])
  })

  test('has someone with two accounts, one with capitals in the address, and some without a seat', () => {
    const seats = Map.groupBy(organization.claudeUsers, ({ employeeId }) => employeeId)
    const double = [...seats].filter(([, users]) => users.length === 2).map(([id]) => id && byId.get(id)?.emails.length)
    expect(double).toEqual([2])
    expect(organization.claudeUsers.filter(({ email }) => email !== email.toLowerCase())).toHaveLength(1)
    expect(organization.directory.filter(({ id }) => !seats.has(id)).length).toBeGreaterThanOrEqual(2)
  })
})
