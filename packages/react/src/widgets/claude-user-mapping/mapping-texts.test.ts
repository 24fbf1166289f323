import { claudeUserId, type EmployeeChoice, employeeId, type MappedClaudeUser } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { de } from '../../texts/de/index.ts'
import { describeDirectoryProblem, describeHeldBack, describeReason } from './mapping-texts.ts'

const english = { locale: 'en-GB', texts: {} }
const german = { locale: 'de', texts: de }

const createEmployee = (name: string): EmployeeChoice => ({ id: employeeId(name), name, emails: [], archivedOn: null })
const createClaudeUser = (overrides: Partial<MappedClaudeUser>): MappedClaudeUser => ({
  id: claudeUserId('user_1'),
  email: 'maya@example.com',
  state: 'matched',
  reason: { code: 'same_email', message: 'Maya Chen has this address.' },
  employee: createEmployee('Maya Chen'),
  method: 'email',
  candidates: [],
  suggestions: [],
  lastActiveOn: null,
  lastChange: null,
  ...overrides,
})

describe('describeReason', () => {
  test('returns the host’s text for the code, or the server’s message if there is no such text', () => {
    expect(describeReason(english, createClaudeUser({}))).toBe('Maya Chen has this address.')
    expect(describeReason(german, createClaudeUser({}))).toBe('Maya Chen hat diese Adresse.')
  })

  test('names up to three candidates of a conflict and counts the rest', () => {
    const conflict = { code: 'several_active', message: '' } as const
    const describeConflict = (names: readonly string[]) =>
      describeReason(german, createClaudeUser({ reason: conflict, candidates: names.map(createEmployee) }))
    expect(describeConflict(['A', 'B'])).toMatch(/^Mehrere Personen haben diese Adresse: A und B\. /)
    expect(describeConflict(['A', 'B', 'C', 'D'])).toContain(': A, B, C und noch jemand. ')
    expect(describeConflict(['A', 'B', 'C', 'D', 'E'])).toContain(': A, B, C und 2 weitere. ')
  })
})

test('describeDirectoryProblem returns the host’s text for the code, or the server’s message if there is no such text', () => {
  const problem = { code: 'manager_cycle', employeeId: employeeId('e-9'), message: 'In a circle.' } as const
  expect(describeDirectoryProblem(english, problem)).toBe('In a circle.')
  expect(describeDirectoryProblem(german, problem)).toMatch(/^e-9: Die Kette der Führungskräfte/)
})

test('describeHeldBack returns the host’s text for the reason, or the server’s message if there is no such text', () => {
  const heldBack = { reason: 'shrank', at: '2026-11-22T10:00:00Z', message: 'Only 3 of 10.' } as const
  expect(describeHeldBack(english, heldBack)).toBe('Only 3 of 10.')
  expect(describeHeldBack(german, heldBack)).toContain('mehr als die Hälfte')
})
