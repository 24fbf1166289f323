import { expect, test } from 'vitest'
import { overWire, wrong } from '../../test/schemas.ts'
import { employeeId } from '../people/ids.ts'
import type { AccessResponse } from './access-response.ts'
import { accessQuerySchema, accessSchema } from './access-schemas.ts'

const boss = { id: employeeId('boss'), name: 'Boss' }
const read: AccessResponse['reads'][number] = {
  at: '2026-11-20T10:00:00.000Z',
  viewer: boss,
  kind: 'team',
  period: { from: '2026-11-01', to: '2026-11-20' },
}

test('who can see and who did is what the contract says, without a field more or less', () => {
  const reads = (['employee', 'team', 'adoption', 'export'] as const).map((kind) => ({ ...read, kind }))
  const some: AccessResponse = { managers: [boss], reads, next: '17', keptForDays: 365 }
  const none: AccessResponse = { managers: [], reads: [], next: null, keptForDays: 1 }
  for (const answer of [some, none]) expect(accessSchema.parse(overWire(answer))).toEqual(answer)
  expect(wrong(accessSchema, { ...some, reads: [{ ...read, kind: 'glance' }] })).toMatch(/^reads.0.kind /)
})

test('older reads are asked for by the page before', () => {
  expect(accessQuerySchema.parse({})).toEqual({})
  expect(accessQuerySchema.parse({ page: '17', other: 'x' })).toEqual({ page: '17' })
})
