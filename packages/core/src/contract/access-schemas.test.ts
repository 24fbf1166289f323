import { expect, test } from 'vitest'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { employeeId } from '../people/ids.ts'
import type { AccessResponse } from './access-response.ts'
import { accessQuerySchema, accessSchema } from './access-schemas.ts'

const manager = { id: employeeId('boss'), name: 'Boss' }
const read: AccessResponse['reads'][number] = {
  at: '2026-11-20T10:00:00.000Z',
  viewer: manager,
  kind: 'team',
  period: { from: '2026-11-01', to: '2026-11-20' },
}

test('accessSchema accepts an answer with exactly the fields of the contract', () => {
  const reads = (['employee', 'team', 'adoption', 'export'] as const).map((kind) => ({ ...read, kind }))
  const fullAnswer: AccessResponse = { managers: [manager], reads, next: '17', keptForDays: 365 }
  const emptyAnswer: AccessResponse = { managers: [], reads: [], next: null, keptForDays: 1 }
  for (const answer of [fullAnswer, emptyAnswer]) expect(accessSchema.parse(roundTripJson(answer))).toEqual(answer)
})

test('accessSchema rejects a read of an unknown kind', () => {
  const answer = { managers: [], reads: [{ ...read, kind: 'glance' }], next: null, keptForDays: 365 }
  expect(describeFirstIssue(accessSchema, answer)).toMatch(/^reads.0.kind /)
})

test('accessQuerySchema accepts an optional page and drops other fields', () => {
  expect(accessQuerySchema.parse({})).toEqual({})
  expect(accessQuerySchema.parse({ page: '17', other: 'x' })).toEqual({ page: '17' })
})
