import { employeeId } from '@windmill/claude-core'
import { maxPeriodDays } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const boss = { accountId: acme, employeeId: 'boss', role: 'admin' } as const
const { claude } = createTestHost({
  clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')),
  employees: [createEmployee('boss'), createEmployee('ana', { managerId: employeeId('boss') })],
})
const operations = {
  employeeStats: (from: string, to: string) => claude.api.employeeStats(boss, 'ana', { from, to, bucket: 'day' }),
  teamStats: (from: string, to: string) => claude.api.teamStats(boss, 'boss', { from, to }),
  adoption: (from: string, to: string) => claude.api.adoption(boss, { from, to, bucket: 'day' }),
  exportCsv: (from: string, to: string) => claude.api.exportCsv(boss, { from, to }),
}

describe.each(Object.entries(operations))('%s', (_, call) => {
  test('accepts dates as plain strings', async () => {
    await expect(call('2026-11-01', '2026-11-20')).resolves.toBeDefined()
  })

  test.each([
    ['from', '2026-02-30', '2026-03-05'],
    ['from', '01.11.2026', '2026-11-20'],
    ['to', '2026-11-01', ''],
    ['to', '2026-11-01', '2026-11-20T00:00:00Z'],
    ['to', '2026-11-20', '2026-11-01'],
    ['to', '2025-01-01', '2026-11-01'],
  ])('refuses a wrong %s from a host, naming it: %s to %s', async (field, from, to) => {
    await expect(call(from, to)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'invalid_request',
      problem: { field },
    })
  })
})

test('the longest period in the documentation of dates is the limit', () => {
  expect(maxPeriodDays).toBe(366)
})
