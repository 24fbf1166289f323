import { addDays, type Day } from '@windmill/claude-core'
import { employeeStatsSchema, teamStatsSchema } from '@windmill/claude-core/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const latestDay: Day = '2026-11-20'
const employees = [createEmployee('boss'), createDirectReport('maya', 'boss')]
const boss = { accountId: acme, employeeId: 'boss', role: 'employee' } as const
const maya = { accountId: acme, employeeId: 'maya', role: 'employee' } as const
const period = { from: '2026-11-04', to: '2026-11-20' } as const
const compared = { from: '2026-11-04', to: '2026-11-13' } as const
const previous = { from: '2026-10-25', to: '2026-11-03' } as const

let host: TestHost
beforeEach(async () => {
  host = createTestHost({ clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')), employees })
  await host.claude.start()
  for (let day: Day = '2026-10-15'; day <= latestDay; day = addDays(day, 1)) {
    // Days after the 13th are still arriving.
    const sessions = day > compared.to ? 1 : day >= period.from ? 8 : 4
    await storeDay(host.storage, day, { maya: { code_sessions: sessions } }, latestDay)
  }
  await host.claude.directory.refresh(acme)
})

const readLoggedPeriods = async () =>
  (await host.claude.api.access(maya, 'maya')).entries.flatMap(({ event }) =>
    event.kind === 'read' ? [event.periods] : [],
  )

describe('newer days that are still arriving', () => {
  test('are in the value of a stat, but not in what is compared, on a person’s and on a team’s page', async () => {
    const stats = await host.claude.api.employeeStats(boss, 'maya', { ...period, bucket: 'day' })
    const team = await host.claude.api.teamStats(boss, 'boss', period)
    expect(employeeStatsSchema.safeParse(stats).success).toBe(true)
    expect(teamStatsSchema.safeParse(team).success).toBe(true)
    const expected = { value: 87, compared: 80, previous: 40 }
    expect(stats.stats['code.sessions']).toMatchObject(expected)
    expect(stats.activeDays.code).toEqual({ value: 17, compared: 10, previous: 10 })
    expect(team.people[0]?.stats['code.sessions']).toMatchObject(expected)
    expect(team.totals['code.sessions']).toMatchObject(expected)
    expect([stats, team]).toMatchObject([
      { period, compared, previous },
      { period, compared, previous },
    ])
  })

  test('leave nothing to compare if they are the whole period', async () => {
    const week = { from: '2026-11-14', to: latestDay } as const
    const expected = { period: week, compared: null, previous: { from: '2026-11-07', to: '2026-11-13' } }
    expect(await host.claude.api.employeeStats(boss, 'maya', { ...week, bucket: 'day' })).toMatchObject(expected)
    expect(await host.claude.api.teamStats(boss, 'boss', week)).toMatchObject(expected)
  })

  test('are in the log, together with the days that are compared', async () => {
    await host.claude.api.employeeStats(boss, 'maya', { ...period, bucket: 'day' })
    expect(await readLoggedPeriods()).toEqual([[period, previous]])
  })
})
