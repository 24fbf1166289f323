import {
  addDays,
  type Day,
  dayAt,
  type EmployeeStatsResponse,
  employeeId,
  type Participation,
  type PreviewResponse,
} from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../policy/account-policy.ts'
import {
  connect,
  createSyncHost,
  disconnect,
  expectStoredUsageMatchesApi,
  history,
  jsonHeaders,
  latestDay,
  plaintextVault,
  readConnection,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Creates a connected host with a policy that can be changed. */
const createPolicyHost = async (initialPolicy: PolicyOptions) => {
  let policy = initialPolicy
  const host = createSyncHost({ vault: plaintextVault, policy: () => policy })
  await connect(host, host.api.keys.analytics)
  const listRequestedDays = () =>
    new Set(host.api.requests.list().flatMap(({ date, limit }) => (date !== null && limit !== '1' ? date : [])))
  return {
    ...host,
    listRequestedDays,
    /** Changes the policy, and waits until the next request asks the host for the policy. */
    setPolicy: async (next: PolicyOptions) => {
      policy = next
      await host.clock.sleep(60_000)
    },
    syncHourly: async (hours: number) => {
      for (let hour = 0; hour < hours; hour += 1) {
        await host.clock.sleep(hourMs)
        await host.claude.sync(acme)
      }
    },
    listStoredDays: async () => (await host.storage.readLedger(acme)).flatMap(({ day, read }) => (read ? day : [])),
  }
}

describe('historyFrom', () => {
  test('keeps a sync from requesting earlier days, and appears in the coverage', async () => {
    const host = await createPolicyHost({ historyFrom: '2026-02-10' })
    await host.claude.sync(acme)
    expect([...host.listRequestedDays()].filter((day) => day < '2026-02-10')).toEqual([])
    expect(await host.listStoredDays()).toEqual(history.filter((day) => day >= '2026-02-10'))
    const { coverage, backfill } = await readConnection(host)
    expect(coverage).toMatchObject({ first: '2026-02-10', keptFrom: '2026-02-10', missing: [], notServed: null })
    expect(backfill).toBeNull()
  })

  test('is in the preview, and stays there when the account can no longer go back to earlier days', async () => {
    const host = await createPolicyHost({ historyFrom: '2026-02-10' })
    const preview = async () => {
      const body = JSON.stringify({ apiKey: host.api.keys.analytics })
      const response = await host.request('admin:boss', '/connection/preview', {
        method: 'POST',
        headers: jsonHeaders,
        body,
      })
      return ((await response.json()) as PreviewResponse).historyFrom
    }
    expect(await preview()).toBe('2026-02-10')
    await host.syncHourly(26)
    await host.setPolicy({ usageRetentionDays: 366 })
    expect(await preview()).toBe('2026-02-10')
  })

  test('after the latest day reads nothing at all', async () => {
    const host = await createPolicyHost({ historyFrom: '2026-05-01' })
    await host.claude.sync(acme)
    expect(await host.listStoredDays()).toEqual([])
    expect((await readConnection(host)).status).toBe('connected')
  })

  test('that moves forward hides days within a minute, and loses nothing if it moves back within 24 hours', async () => {
    const host = await createPolicyHost({})
    await host.claude.sync(acme)
    const person = host.api.organization.directory[3]?.id ?? ''
    const readStats = async (): Promise<EmployeeStatsResponse> => {
      const path = `/employees/${person}/stats?from=2026-01-20&to=2026-02-18&bucket=month`
      return (await (await host.request(person, path)).json()) as EmployeeStatsResponse
    }
    const before = await readStats()
    await host.setPolicy({ historyFrom: '2026-02-10' })
    const hidden = await readStats()
    expect(hidden.coverage).toMatchObject({ keptFrom: '2026-02-10', missing: [] })
    expect(hidden.stats['chat.messages'].series[0]?.value).toBeNull()
    await host.syncHourly(23)
    const requestsBefore = host.api.requests.total()
    await host.setPolicy({})
    expect((await readStats()).stats).toEqual(before.stats)
    await host.claude.sync(acme)
    // Nothing has to be read again.
    expect(host.api.requests.total() - requestsBefore).toBeLessThan(10)
  })

  test('that moves back after 24 hours reads nothing again', async () => {
    const host = await createPolicyHost({})
    await host.claude.sync(acme)
    await host.setPolicy({ historyFrom: '2026-02-10' })
    await host.syncHourly(26)
    host.api.requests.clear()
    await host.setPolicy({})
    await host.syncHourly(3)
    expect([...host.listRequestedDays()].filter((day) => day < '2026-02-10')).toEqual([])
    expect((await host.listStoredDays())[0]).toBe('2026-02-10')
    expect((await readConnection(host)).coverage?.keptFrom).toBe('2026-02-10')
  })

  test('that deletes every day does not let in a key of another organization', async () => {
    const host = await createPolicyHost({})
    await host.claude.sync(acme)
    await host.setPolicy({ historyFrom: '2026-05-01' })
    await host.syncHourly(26)
    const [, other] = host.api.organizations
    const response = await connect(host, other?.key ?? '')
    expect((await response.json()) as unknown).toMatchObject({ code: 'organization_differs' })
  })
})

describe('usageRetentionDays', () => {
  test('deletes each day when it is too old, and never reads it again', async () => {
    const host = await createPolicyHost({ usageRetentionDays: 30 })
    await host.claude.sync(acme)
    for (let days = 0; days < 4; days += 1) {
      const from = addDays(dayAt(host.clock.now()), -30)
      expect((await host.listStoredDays())[0]).toBe(from)
      expect((await readConnection(host)).coverage).toMatchObject({ first: from, keptFrom: from, missing: [] })
      await host.syncHourly(24)
    }
    expect([...host.listRequestedDays()].every((day) => day >= addDays(latestDay, -30))).toBe(true)
    await disconnect(host, 'keep')
  })
})

describe('an excluded employee', () => {
  const createExclusionHost = async (participation: Participation, policy: { historyFrom?: string | null } = {}) => {
    const api = createSyncHost().api
    const entries = new Map(
      api.organization.directory.map((entry) => [entry.id, { ...entry, participation: 'included' as Participation }]),
    )
    const someone = [...entries.values()].find(({ emails }) =>
      api.organization.claudeUsers.some(({ email }) => emails.includes(email)),
    )
    if (!someone) throw new Error('The organization is too small.')
    entries.set(someone.id, { ...someone, participation })
    const host = createSyncHost({
      vault: plaintextVault,
      policy: () => policy,
      directory: { listEmployees: async () => [...entries.values()] },
    })
    await connect(host, host.api.keys.analytics)
    const listStoredUserIds = async (day: Day) =>
      (await host.storage.readUsage(acme, day)).map(({ claudeUserId }) => String(claudeUserId))
    const findUserIds = async () => {
      const emails = new Set(someone.emails.map((email) => email.toLowerCase()))
      return host.api.organization.claudeUsers
        .filter(({ email }) => emails.has(email.toLowerCase()))
        .map(({ id }) => String(id))
    }
    return {
      ...host,
      policy,
      someone,
      listStoredUserIds,
      findUserIds,
      setParticipation: async (next: Participation) => {
        entries.set(someone.id, { ...someone, participation: next })
        await host.claude.directory.refresh(acme)
      },
    }
  }

  test('is nowhere in what a sync stores', async () => {
    const host = await createExclusionHost('excluded')
    await host.claude.sync(acme)
    const ids = await host.findUserIds()
    expect(ids.length).toBeGreaterThan(0)
    for (const day of history) expect((await host.listStoredUserIds(day)).filter((id) => ids.includes(id))).toEqual([])
    expect((await host.storage.listClaudeUsers(acme)).filter(({ id }) => ids.includes(id))).toEqual([])
    const rows = await Promise.all(history.map(async (day) => (await host.listStoredUserIds(day)).length))
    expect((await host.storage.readLedger(acme)).map(({ read }) => read?.claudeUsers)).toEqual(rows)
  })

  test('loses nothing if they are included again within 24 hours', async () => {
    const host = await createExclusionHost('included')
    await host.claude.sync(acme)
    await host.setParticipation('excluded')
    const ids = await host.findUserIds()
    expect((await host.listStoredUserIds(latestDay)).filter((id) => ids.includes(id))).toEqual([])
    const viewedId = employeeId(host.someone.id)
    expect(
      (await host.storage.sumEmployeeUsage(acme, viewedId, { from: latestDay, to: latestDay }, 'day')).claudeUsers,
    ).toBe(0)
    await host.clock.sleep(20 * hourMs)
    await host.setParticipation('included')
    await host.claude.sync(acme)
    for (const day of history) {
      const stored = new Map((await host.storage.readUsage(acme, day)).map((row) => [row.claudeUserId, row.counters]))
      expect(stored, day).toEqual(new Map(host.api.truth.day(day)))
    }
    expect(
      (await host.storage.readLedger(acme)).filter(({ failure, read }) => failure || read?.unattributedRows),
    ).toEqual([])
  })

  test('gets the figures of days that were read during the exclusion, if they are included again within 24 hours', async () => {
    const host = await createExclusionHost('included', { historyFrom: '2026-03-01' })
    await host.claude.sync(acme)
    await host.setParticipation('excluded')
    host.policy.historyFrom = null
    await host.clock.sleep(20 * hourMs)
    await host.claude.sync(acme)
    await host.setParticipation('included')
    const readMessages = async () => {
      const path = `/employees/${host.someone.id}/stats?from=2026-02-01&to=2026-02-28&bucket=month`
      const { stats } = (await (await host.request(host.someone.id, path)).json()) as EmployeeStatsResponse
      return stats['chat.messages'].value
    }
    // Null instead of zero, because the figures that were not written are unknown.
    expect(await readMessages()).toBeNull()
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    const unsettled = (await host.storage.readLedger(acme)).filter(
      ({ failure, read }) => failure || read?.unattributedRows,
    )
    expect(unsettled).toEqual([])
  })

  test('after 24 hours, has figures only from the day on which they are included again', async () => {
    const host = await createExclusionHost('included')
    await host.claude.sync(acme)
    await host.setParticipation('excluded')
    await host.clock.sleep(dayMs + hourMs)
    await host.claude.sync(acme)
    await host.setParticipation('included')
    const today = dayAt(host.clock.now())
    for (let day = 0; day < 5; day += 1) {
      await host.clock.sleep(dayMs)
      await host.claude.sync(acme)
    }
    const ids = await host.findUserIds()
    const stored = await Promise.all(
      [...history, ...[1, 2, 3, 4, 5].map((count) => addDays(latestDay, count))].map(async (day) => ({
        day,
        isStored: (await host.listStoredUserIds(day)).some((id) => ids.includes(id)),
      })),
    )
    expect(stored.filter(({ day, isStored }) => isStored && day < today)).toEqual([])
    expect(stored.some(({ isStored }) => isStored)).toBe(true)
    const usage = await host.storage.sumEmployeeUsage(
      acme,
      employeeId(host.someone.id),
      { from: '2026-03-01', to: addDays(today, 2) },
      'day',
    )
    expect(usage.userKeptFrom).toEqual(ids.map(() => today))
  })
})
