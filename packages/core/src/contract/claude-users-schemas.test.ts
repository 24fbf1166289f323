import { describe, expect, test } from 'vitest'
import { employee, gone, link, linksOf, today, user } from '../../test/people.ts'
import { overWire, wrong } from '../../test/schemas.ts'
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
import { maxChoices } from './employees-response.ts'
import { employeesQuerySchema, employeesSchema } from './employees-schemas.ts'

/** One in each state, with all that can be said of them. */
const employees = [
  employee('ada', ['ada@x.com']),
  employee('bob', ['shared@x.com']),
  employee('cy', ['shared@x.com']),
  employee('old', ['info@x.com'], gone),
  employee('new', ['info@x.com']),
]
const users = [
  user('user_1', 'ada@x.com'),
  user('user_2', 'shared@x.com'),
  user('user_3', 'info@x.com'),
  user('user_4', 'ada@home.example'),
  user('user_5', null),
]
const matcher = createMatcher({ employees, on: today })
const links = linksOf([link('user_3', 'old'), link('user_5', null, 'manual', true)])
const mappings = mapClaudeUsers({ users, links, matcher })
const suggestions = suggestEmployees({ mappings, employees, on: today })
const change: LinkChange = {
  at: '2026-11-20T10:00:00.000Z',
  by: { id: employeeId('admin'), name: 'Admin' },
  from: { employee: null, method: null, ignored: false },
  to: { employee: { id: employeeId('ada'), name: 'Ada' }, method: 'manual', ignored: false },
}
const shown = mappings.map(
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
  test('is what the contract says in every state, without a field more or less', () => {
    expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(mappingStates))
    expect(shown.some((one) => one.suggestions.length > 0)).toBe(true)
    const counts = { unmatched: 1, conflict: 1, flagged: 1, ignored: 1, matched: 1 }
    for (const answer of [
      { counts, claudeUsers: shown, next: 'after-user_5', directory },
      { counts, claudeUsers: [], next: null, directory: { employees: 0, readAt: null, heldBack: null, problems: [] } },
    ]) {
      expect(claudeUsersSchema.parse(overWire(answer))).toEqual(answer)
    }
  })

  test('shows one claude user with every change', () => {
    for (const one of shown) {
      const answer = { ...one, changes: [change, { ...change, by: null }] }
      expect(claudeUserSchema.parse(overWire(answer))).toEqual(answer)
    }
  })

  test('has reasons that are known', () => {
    const [one] = shown
    expect(wrong(claudeUserSchema, { ...one, changes: [], reason: { code: 'mood', message: '' } })).toMatch(
      /^reason.code /,
    )
  })

  test('is asked for by state, search and page, each of which may be left out', () => {
    expect(claudeUsersQuerySchema.parse({})).toEqual({})
    for (const state of mappingStates) expect(claudeUsersQuerySchema.parse({ state })).toEqual({ state })
    const query = { state: 'matched', search: 'ada', page: 'abc' }
    expect(claudeUsersQuerySchema.parse({ ...query, other: 'x' })).toEqual(query)
    expect(wrong(claudeUsersQuerySchema, { state: 'all' })).toBe(
      'state must be unmatched, conflict, flagged, ignored or matched',
    )
    expect(wrong(claudeUsersQuerySchema, { search: 'x'.repeat(201) })).toBe('search is too long')
  })
})

describe('a decision', () => {
  test.each([
    { decision: 'link', employeeId: 'ada' },
    { decision: 'unlink' },
    { decision: 'ignore' },
    { decision: 'automatic' },
    { decision: 'undo' },
  ])('%j', (request) => {
    expect(linkRequestSchema.parse({ ...request, other: 1 })).toEqual(request)
  })

  test.each<[unknown, string]>([
    [{}, 'decision must be link, unlink, ignore, automatic or undo'],
    [{ decision: 'Link' }, 'decision must be link, unlink, ignore, automatic or undo'],
    [{ decision: 'link' }, 'employeeId must be the id of an employee'],
    [{ decision: 'link', employeeId: null }, 'employeeId must be the id of an employee'],
    [null, ' must be an object'],
    [[], ' must be an object'],
  ])('%j is none', (request, message) => {
    expect(wrong(linkRequestSchema, request)).toBe(message)
  })
})

describe('the search for employees', () => {
  test('may be for all of them', () => {
    expect(employeesQuerySchema.parse({})).toEqual({ search: '' })
    expect(employeesQuerySchema.parse({ search: 'ada' })).toEqual({ search: 'ada' })
    expect(wrong(employeesQuerySchema, { search: 'x'.repeat(201) })).toBe('search is too long')
  })

  test('finds no more than was agreed on', () => {
    const found = (count: number) => ({
      employees: Array.from({ length: count }, () => ({
        id: 'ada',
        name: 'Ada',
        emails: ['ada@x.com'],
        archivedOn: gone,
      })),
    })
    expect(employeesSchema.parse(found(maxChoices))).toEqual(found(maxChoices))
    expect(wrong(employeesSchema, found(maxChoices + 1))).toMatch(/^employees /)
  })
})
