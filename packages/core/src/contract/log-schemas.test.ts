import { expect, test } from 'vitest'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { claudeUserId, employeeId } from '../people/ids.ts'
import type { AccessResponse, LogEntry, PlainLogKind } from './log-response.ts'
import { accessSchema, logQuerySchema, logSchema } from './log-schemas.ts'

const manager = { id: employeeId('boss'), name: 'Boss' }
const period = { from: '2026-11-01', to: '2026-11-20' } as const
const readEntry: LogEntry = {
  at: '2026-11-20T10:00:00.000Z',
  actor: manager,
  actingFor: null,
  about: { below: manager },
  event: { kind: 'read', purpose: 'team', periods: [period], rows: null },
}
const page = { entries: [readEntry], next: null, keptForDays: 365 }

test('accessSchema and logSchema keep every field of the contract', () => {
  const purposes = ['profile', 'review', 'one_on_one', 'team', 'adoption', 'export', 'mapping'] as const
  const plainKinds: readonly PlainLogKind[] = [
    'invited',
    'invitation_revoked',
    'disconnected',
    'erased',
    'organization_accepted',
    'directory_accepted',
    'recovered',
    'first_data',
    'no_fresh_day',
    'directory_stale',
    'more_unmatched',
  ]
  const linked = { employee: manager, method: 'manual', ignored: false } as const
  const events: readonly LogEntry['event'][] = [
    ...purposes.map((purpose) => ({ kind: 'read', purpose, periods: [period, period], rows: 7 }) as const),
    ...plainKinds.map((kind) => ({ kind })),
    { kind: 'connected' },
    { kind: 'key_replaced', byInvitation: true },
    { kind: 'employees_renamed', employees: 12 },
    { kind: 'needs_attention', code: 'key_refused' },
    { kind: 'participation_changed', from: 'included', to: 'totals' },
    { kind: 'participation_changed', from: null, to: null },
    {
      kind: 'link_changed',
      claudeUserId: claudeUserId('user_1'),
      from: linked,
      to: { employee: null, method: null, ignored: true },
    },
  ]
  const subjects = [{ employee: manager }, { below: manager }, 'everyone', 'account'] as const
  const entries = [
    ...events.map((event) => ({ ...readEntry, event })),
    ...subjects.map((about) => ({ ...readEntry, about, actor: null, actingFor: manager })),
  ]
  const access: AccessResponse = { managers: [manager], entries, next: '17', keptForDays: 1 }
  expect(accessSchema.parse(roundTripJson(access))).toEqual(access)
  const { managers: _, ...log } = access
  expect(logSchema.parse(roundTripJson(log))).toEqual(log)
  const stale = { ...access, managers: [], directoryStale: true }
  expect(accessSchema.parse(roundTripJson(stale))).toEqual(stale)
})

test('logSchema rejects an event of an unknown kind, and a read for an unknown purpose', () => {
  const unknownKind = { ...page, entries: [{ ...readEntry, event: { kind: 'glanced' } }] }
  expect(describeFirstIssue(logSchema, unknownKind)).toMatch(/^entries.0.event/)
  const unknownPurpose = { ...page, entries: [{ ...readEntry, event: { ...readEntry.event, purpose: 'gossip' } }] }
  expect(describeFirstIssue(logSchema, unknownPurpose)).toMatch(/^entries.0.event.purpose /)
})

test('logQuerySchema accepts an optional page and drops other fields', () => {
  expect(logQuerySchema.parse({})).toEqual({})
  expect(logQuerySchema.parse({ page: '17', other: 'x' })).toEqual({ page: '17' })
})
