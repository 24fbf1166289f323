import { addDays, type Day, firstServedDay, listDays, type TotalsResponse } from '@windmill/claude-core'
import { isActive, mapAdoptionIds, roundCount } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { connect, createSyncHost, disconnect, latestDay, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

const dayMs = 24 * 3_600_000
const hr = { accountId: acme, employeeId: 'hr', permissions: ['totals:view'] } as const
/** The Mondays of the weeks that are settled when the API serves through 2026-03-20. */
const settledWeeks: readonly Day[] = listDays({ from: firstServedDay, to: '2026-03-02' }).filter(
  (day) => new Date(day).getUTCDay() === 1,
)

const readTotals = async ({ request }: SyncHost) =>
  ((await (await request(hr, '/totals')).json()) as TotalsResponse).weeks
const readStarts = async (host: SyncHost) => (await readTotals(host)).map(({ start }) => start)

const createHost = async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const publications: Day[] = []
  const { publishTotals } = host.storage
  host.storage.publishTotals = async (accountId, token, start) => {
    publications.push(start)
    await publishTotals(accountId, token, start)
  }
  await connect(host, host.api.keys.analytics)
  const syncAfter = async (days: number) => {
    host.clock.set(host.clock.now() + days * dayMs)
    await host.claude.sync(acme)
  }
  return { host, publications, syncAfter }
}

describe('a sync', () => {
  test('publishes each settled week of the history once, with the active Claude users of that week', async () => {
    const { host, publications } = await createHost()
    expect(await readTotals(host)).toEqual([])
    await host.claude.sync(acme)
    const expected = settledWeeks.map((start) => {
      const rows = listDays({ from: start, to: addDays(start, 6) }).flatMap((day) => [...host.api.truth.day(day)])
      const countUsers = (id: Parameters<typeof isActive>[1]) =>
        new Set(rows.filter(([, counters]) => isActive(counters, id)).map(([user]) => user)).size
      return { start, active: mapAdoptionIds((id) => roundCount(countUsers(id))) }
    })
    expect(await readTotals(host)).toEqual(expected)
    expect(expected.some(({ active }) => Number(active.any) > 5)).toBe(true)
    expect(publications).toEqual(settledWeeks)
  })

  test('publishes nothing, and reads no usage, when no week has settled', async () => {
    const { host, publications, syncAfter } = await createHost()
    await host.claude.sync(acme)
    publications.length = 0
    await syncAfter(1 / 24)
    expect(publications).toEqual([])
  })

  test('publishes a week when its Sunday is settled, and not before', async () => {
    const { host, syncAfter } = await createHost()
    await host.claude.sync(acme)
    // The week of 2026-03-09 ends on 2026-03-15, which is settled when the API serves 2026-03-22.
    expect(latestDay).toBe('2026-03-20')
    await syncAfter(1)
    expect(await readStarts(host)).toEqual(settledWeeks)
    await syncAfter(1)
    expect(await readStarts(host)).toEqual([...settledWeeks, '2026-03-09'])
  })

  test('publishes the weeks that settled while nothing was synced', async () => {
    const { host, syncAfter } = await createHost()
    await host.claude.sync(acme)
    await syncAfter(22)
    expect(await readStarts(host)).toEqual([...settledWeeks, '2026-03-09', '2026-03-16', '2026-03-23'])
  })

  test('publishes the weeks that storage refused in an earlier run, and that run counts as successful', async () => {
    const { host, syncAfter } = await createHost()
    const { publishTotals } = host.storage
    let published = 0
    host.storage.publishTotals = async (...args) => {
      if (published === 2) throw new Error('The statement took too long.')
      published += 1
      await publishTotals(...args)
    }
    await host.claude.sync(acme)
    expect(await readStarts(host)).toEqual(settledWeeks.slice(0, 2))
    expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'connected', lastFailure: null })
    expect(host.log.filter((line) => line.startsWith('Totals not published'))).toHaveLength(1)
    host.storage.publishTotals = publishTotals
    await syncAfter(1 / 24)
    expect(await readStarts(host)).toEqual(settledWeeks)
  })

  test('publishes the weeks that an interrupted run has not published', async () => {
    const { host, syncAfter } = await createHost()
    const { publishTotals, revokeLease } = host.storage
    host.storage.publishTotals = async (accountId, token, start) => {
      // As when the lease was taken over: everything that the run writes from now on is refused.
      if (start === '2026-02-02') await revokeLease(accountId)
      await publishTotals(accountId, token, start)
    }
    await host.claude.sync(acme)
    expect(await readStarts(host)).toEqual(settledWeeks.filter((start) => start < '2026-02-02'))
    host.storage.publishTotals = publishTotals
    await syncAfter(1 / 24)
    expect(await readStarts(host)).toEqual(settledWeeks)
  })

  test('publishes a week with a day that the API does not serve only after the day was served', async () => {
    const { host, syncAfter } = await createHost()
    host.api.control({ settings: { earliestDay: '2026-02-11' } })
    await host.claude.sync(acme)
    expect(await readStarts(host)).toEqual(settledWeeks.filter((start) => start > '2026-02-11'))
    host.api.control({ settings: { earliestDay: null } })
    for (let days = 0; days < 4; days += 1) await syncAfter(1)
    expect(await readStarts(host)).toEqual([...settledWeeks, '2026-03-09'])
  })

  test('publishes the settled weeks even when Claude’s API goes down during the run', async () => {
    const { host } = await createHost()
    const failingDays = listDays({ from: firstServedDay, to: '2026-01-20' })
    host.api.control({ faults: failingDays.map((date) => ({ kind: 'error', status: 503, date })) })
    await host.claude.sync(acme)
    expect((await host.storage.getConnection(acme))?.lastFailure?.code).toBe('api_unavailable')
    expect(await readStarts(host)).toEqual(settledWeeks.filter((start) => start > '2026-01-20'))
  })
})

test('a published week stays when its days are read again with more Claude users', async () => {
  const { host, syncAfter } = await createHost()
  const users = [...host.api.truth.day('2026-03-04').keys()]
  host.api.control({ settings: { skillReport: false, deletedUsers: users } })
  await host.claude.sync(acme)
  const before = await readTotals(host)
  const countRows = async () => (await host.storage.readUsage(acme, '2026-03-04')).length
  const rowsBefore = await countRows()
  // Settled days are read again for the skill report.
  host.api.control({ settings: { skillReport: true, deletedUsers: [] } })
  for (let days = 0; days < 3; days += 1) await syncAfter(1)
  expect(await countRows()).toBeGreaterThan(rowsBefore + 5)
  expect((await readTotals(host)).slice(0, before.length)).toEqual(before)
})

test('published weeks stay when Claude is disconnected and the data kept, and the next connection adds to them', async () => {
  const { host, publications, syncAfter } = await createHost()
  await host.claude.sync(acme)
  const before = await readTotals(host)
  await disconnect(host, 'keep')
  expect(await readTotals(host)).toEqual(before)
  host.clock.set(host.clock.now() + 15 * dayMs)
  await connect(host, host.api.keys.replacement)
  expect(await readTotals(host)).toEqual(before)
  publications.length = 0
  await syncAfter(0)
  expect((await readTotals(host)).slice(0, before.length)).toEqual(before)
  expect(publications).toEqual(['2026-03-09', '2026-03-16'])
})

test('published weeks are gone when the account is erased', async () => {
  const { host } = await createHost()
  await host.claude.sync(acme)
  await disconnect(host, 'erase')
  expect(await readTotals(host)).toEqual([])
})
