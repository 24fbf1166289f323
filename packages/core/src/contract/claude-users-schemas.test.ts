import { describe, expect, test } from 'vitest'
import { archivedDay, createClaudeUser, createEmployee, createLink, indexLinks, today } from '../../test/people.ts'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { employeeId } from '../people/ids.ts'
import { describeMapping, mapClaudeUsers } from '../people/map-claude-users.ts'
import { mappingStates } from '../people/mapping.ts'
import { createMatcher } from '../people/matcher.ts'
import { suggestEmployees } from '../people/suggest-employees.ts'
import type { LinkChange, MappedClaudeUser } from './claude-users-response.ts'
import {
  claudeUserSchema,
  claudeUsersQuerySchema,
  claudeUsersSchema,
  linkRequestSchema,
} from './claude-users-schemas.ts'
import type { DirectoryStatus } from './directory-status.ts'
import { maxFoundEmployees } from './employees-response.ts'
import { employeesQuerySchema, employeesSchema } from './employees-schemas.ts'

// Each mapping state has one Claude user.
const employees = [
  createEmployee('ada', ['ada@x.com']),
  createEmployee('bob', ['shared@x.com']),
  createEmployee('cy', ['shared@x.com']),
  createEmployee('old', ['info@x.com'], archivedDay),
  createEmployee('new', ['info@x.com']),
]
const users = [
  createClaudeUser('user_1', 'ada@x.com'),
  createClaudeUser('user_2', 'shared@x.com'),
  createClaudeUser('user_3', 'info@x.com'),
  createClaudeUser('user_4', 'ada@home.example'),
  createClaudeUser('user_5', null),
]
const matcher = createMatcher({ employees, on: today })
const links = indexLinks([createLink('user_3', 'old'), createLink('user_5', null, 'manual', true)])
const mappings = mapClaudeUsers({ users, links, matcher })
const suggestions = suggestEmployees({ mappings, employees, on: today })
const change: LinkChange = {
  at: '2026-11-20T10:00:00.000Z',
  by: { id: employeeId('admin'), name: 'Admin' },
  from: { employee: null, method: null, ignored: false },
  to: { employee: { id: employeeId('ada'), name: 'Ada' }, method: 'manual', ignored: false },
}
const claudeUsers = mappings.map(
  (mapping, index): MappedClaudeUser => ({
    ...describeMapping(mapping, matcher),
    suggestions: suggestions.get(mapping.user.id) ?? [],
    lastActiveOn: index === 0 ? today : null,
    lastChange: index === 0 ? change : null,
  }),
)
const directory: DirectoryStatus = {
  employees: 5,
  readAt: '2026-11-20T10:00:00.000Z',
  heldBack: { reason: 'shrank', at: '2026-11-20T11:00:00.000Z', message: 'It had 2 people instead of 5.' },
  problems: [{ code: 'email_shared', employeeId: employeeId('bob'), message: 'cy has shared@x.com, too.' }],
}

describe('the mapping list', () => {
  test('has exactly the fields of the contract for Claude users in every state', () => {
    expect(new Set(claudeUsers.map(({ state }) => state))).toEqual(new Set(mappingStates))
    expect(claudeUsers.some(({ suggestions }) => suggestions.length > 0)).toBe(true)
    const counts = { unmatched: 1, conflict: 1, flagged: 1, ignored: 1, matched: 1 }
    for (const answer of [
      { counts, claudeUsers, next: 'after-user_5', directory },
      { counts, claudeUsers: [], next: null, directory: { employees: 0, readAt: null, heldBack: null, problems: [] } },
    ]) {
      expect(claudeUsersSchema.parse(roundTripJson(answer))).toEqual(answer)
    }
  })

  test('has exactly the fields of the contract when one Claude user is requested with the changes', () => {
    for (const claudeUser of claudeUsers) {
      const answer = { ...claudeUser, changes: [change, { ...change, by: null }] }
      expect(claudeUserSchema.parse(roundTripJson(answer))).toEqual(answer)
    }
  })

  test('rejects an unknown reason', () => {
    const [claudeUser] = claudeUsers
    expect(
      describeFirstIssue(claudeUserSchema, { ...claudeUser, changes: [], reason: { code: 'mood', message: '' } }),
    ).toMatch(/^reason.code /)
  })

  test('can be requested by state, search, suggested employee and page', () => {
    expect(claudeUsersQuerySchema.parse({})).toEqual({})
    for (const state of mappingStates) expect(claudeUsersQuerySchema.parse({ state })).toEqual({ state })
    const query = { state: 'matched', search: 'ada', suggestedFor: 'ada', page: 'abc' }
    expect(claudeUsersQuerySchema.parse({ ...query, other: 'x' })).toEqual(query)
    expect(describeFirstIssue(claudeUsersQuerySchema, { state: 'all' })).toBe(
      'state must be unmatched, conflict, flagged, ignored or matched',
    )
    expect(describeFirstIssue(claudeUsersQuerySchema, { search: 'x'.repeat(201) })).toBe('search is too long')
  })
})

describe('a link request', () => {
  test.each([
    { decision: 'link', employeeId: 'ada' },
    { decision: 'unlink' },
    { decision: 'ignore' },
    { decision: 'automatic' },
    { decision: 'undo' },
  ])('can be %j', (request) => {
    expect(linkRequestSchema.parse({ ...request, other: 1 })).toEqual(request)
  })

  test.each<[unknown, string]>([
    [{}, 'decision must be link, unlink, ignore, automatic or undo'],
    [{ decision: 'Link' }, 'decision must be link, unlink, ignore, automatic or undo'],
    [{ decision: 'link' }, 'employeeId must be the id of an employee'],
    [{ decision: 'link', employeeId: null }, 'employeeId must be the id of an employee'],
    [null, ' must be an object'],
    [[], ' must be an object'],
  ])('cannot be %j', (request, message) => {
    expect(describeFirstIssue(linkRequestSchema, request)).toBe(message)
  })
})

describe('an employee search', () => {
  test('has an optional text of at most 200 characters', () => {
    expect(employeesQuerySchema.parse({})).toEqual({ search: '' })
    expect(employeesQuerySchema.parse({ search: 'ada' })).toEqual({ search: 'ada' })
    expect(describeFirstIssue(employeesQuerySchema, { search: 'x'.repeat(201) })).toBe('search is too long')
  })

  test('returns at most maxFoundEmployees employees', () => {
    const createAnswer = (count: number) => ({
      employees: Array.from({ length: count }, () => ({
        id: 'ada',
        name: 'Ada',
        emails: ['ada@x.com'],
        archivedOn: archivedDay,
      })),
    })
    expect(employeesSchema.parse(createAnswer(maxFoundEmployees))).toEqual(createAnswer(maxFoundEmployees))
    expect(describeFirstIssue(employeesSchema, createAnswer(maxFoundEmployees + 1))).toMatch(/^employees /)
  })
})
