import { beforeEach, describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'
import type { StatsRow } from './build-stats-rows.ts'
import type { StatsSelection } from './stats.ts'

const dayMs = 24 * 3_600_000
const [day1, day2] = ['2026-11-19', '2026-11-20'] as const
const employees = [
  createEmployee('boss'),
  createDirectReport('maya', 'boss'),
  createDirectReport('per', 'boss', { participation: 'totals' }),
]

let clock: ReturnType<typeof createVirtualClock>
let host: TestHost
beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
  host = createTestHost({ clock, employees })
  await host.claude.start()
  const counters = { chat_messages: 7, code_edits_accepted: 3, code_edits_rejected: 1, connector_invocations: null }
  await storeDay(host.storage, day1, { maya: counters, per: counters })
  await storeDay(host.storage, day2, {})
  await host.claude.directory.refresh(acme)
})

const readAll = async (selection: StatsSelection): Promise<readonly StatsRow[]> => {
  const rows: StatsRow[] = []
  for await (const page of host.claude.stats.read(acme, selection)) rows.push(...page)
  return rows
}
const readLog = async (employeeId: string) =>
  (await host.claude.api.access({ accountId: acme, employeeId, role: 'employee' }, employeeId)).entries
    .map(({ actor, about, event }) => ({ actor, about, event }))
    .filter(({ event }) => event.kind === 'read')

describe('claude.stats', () => {
  test('gives every stat of each read day as the employee’s own page does, with zeros on a day without usage', async () => {
    const changes = await host.claude.stats.changes(acme)
    expect(changes).toMatchObject({ days: [day1, day2], employees: [], everyone: ['maya'], hasMore: false })
    const rows = await readAll(changes)
    expect(rows.map(({ day, employeeId }) => [day, employeeId])).toEqual([
      [day1, 'maya'],
      [day2, 'maya'],
    ])
    for (const { day, employeeId, stats } of rows) {
      const page = await host.claude.api.employeeStats(
        { accountId: acme, employeeId: 'boss', role: 'admin' },
        employeeId,
        { from: day, to: day },
      )
      const ownFigures = Object.entries(page.stats).map(([id, { value, partial }]) => [id, { value, partial }])
      expect(stats).toEqual(Object.fromEntries(ownFigures))
    }
    const { chat_messages, code_edits_rejected, connector_invocations } = rows[0]?.counters ?? {}
    expect([chat_messages, code_edits_rejected, connector_invocations]).toEqual([7, 1, null])
  })

  test('gives a row only once if both its day and its employee are selected', async () => {
    expect(await readAll({ days: [day1], employees: ['maya', 'per', 'nobody'] })).toHaveLength(2)
    expect(await readAll({})).toEqual([])
  })

  test('adds one read per UTC day to the log of everyone with figures, and to no other log', async () => {
    const entry = { actor: null, about: 'everyone', event: { kind: 'read', purpose: 'host', periods: [], rows: null } }
    for (let hour = 0; hour < 3; hour += 1) {
      await readAll(await host.claude.stats.changes(acme))
      clock.set(clock.now() + 3_600_000)
    }
    expect([await readLog('maya'), await readLog('per')]).toEqual([[entry], []])
    clock.set(clock.now() + dayMs)
    await readAll({ employees: ['maya'] })
    expect(await readLog('maya')).toEqual([entry, entry])
  })

  test('adds nothing to the log while nothing changes', async () => {
    const { cursor } = await host.claude.stats.changes(acme)
    clock.set(clock.now() + dayMs)
    const unchanged = { days: [], employees: [], everyone: null, keptFrom: null, cursor, hasMore: false }
    expect(await host.claude.stats.changes(acme, { after: cursor })).toEqual(unchanged)
    expect(await readLog('maya')).toHaveLength(1)
  })

  test('refuses an invalid cursor, an invalid day and an invalid id', async () => {
    const { changes } = host.claude.stats
    for (const after of ['', '1', '1.x', '-1.0', 7 as never]) {
      await expect(changes(acme, { after })).rejects.toMatchObject({
        code: 'invalid_request',
        problem: { field: 'after' },
      })
    }
    for (const days of [['2026-02-30'], 'all' as never]) {
      await expect(readAll({ days })).rejects.toMatchObject({ code: 'invalid_request', problem: { field: 'days' } })
    }
    await expect(readAll({ employees: [''] })).rejects.toMatchObject({ problem: { field: 'employees' } })
    await expect(changes('')).rejects.toMatchObject({ code: 'account_invalid' })
  })

  test('rejects after the integration is stopped, even in the middle of reading', async () => {
    const reading = host.claude.stats.read(acme, { days: [day1, day2] })[Symbol.asyncIterator]()
    expect((await reading.next()).done).toBe(false)
    await host.claude.stop()
    await expect(reading.next()).rejects.toMatchObject({ code: 'stopped' })
    await expect(host.claude.stats.changes(acme)).rejects.toMatchObject({ code: 'stopped' })
  })
})
