import type { AccountId, Day } from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { readExportRows } from './read-group-data.ts'
import type { TestContext } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-04', to: '2026-11-10' } as const
const boss = toEmployeeId('boss')

/** Stores a team of three, each with a Claude user of the same name who was active on 2026-11-05. */
const storeTeam = async (storage: StorageAdapter): Promise<AccountId> => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const ids = ['ana', 'ben', 'cleo']
  await storage.replaceDirectory(account, [createEmployee('boss'), ...ids.map((id) => createDirectReport(id, 'boss'))])
  await changeLinks(storage, account, createLinkChanges({ set: ids.map((id) => createLink(id, id)) }))
  const usage = ids.map((id) => createUsageDay(id, { chat_messages: 1 }))
  await storage.writeDay(account, token, createDayReading('2026-11-05', usage))
  return account
}

export const registerParticipationTests = ({ test, expect }: TestContext): void => {
  const readGroups = async (storage: StorageAdapter, account: AccountId) => {
    const team = await storage.sumTeamUsage(createViewer(account, 'boss'), boss, { period }, today)
    const belowBoss = await storage.sumAdoption(
      createViewer(account, 'boss'),
      { below: boss },
      { period, bucket: 'day' },
      today,
    )
    const company = await storage.sumAdoption(
      createViewer(account, 'x', 'admin'),
      'all',
      { period, bucket: 'day' },
      today,
    )
    const rows = await readExportRows(storage, createViewer(account, 'boss'), period, today)
    return {
      team: team?.members.map(({ id, claudeUsers }) => [id, claudeUsers]).sort(),
      notShown: [team?.notShown, belowBoss?.notShown, company?.notShown],
      excluded: [belowBoss?.excluded, company?.excluded],
      belowBoss: belowBoss && [belowBoss.people, belowBoss.linked, belowBoss.active.any],
      company: company && [company.people, company.linked, company.active.any],
      exported: rows.map(({ employee }) => employee.id).sort(),
    }
  }

  test('leaves an employee with participation totals out of every group, and counts how many are left out', async (storage) => {
    const account = await storeTeam(storage)
    await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { participation: 'totals' })])
    expect(await readGroups(storage, account)).toEqual({
      team: [
        [toEmployeeId('ben'), 1],
        [toEmployeeId('cleo'), 1],
      ],
      notShown: [1, 1, 1],
      excluded: [null, 0],
      belowBoss: [2, 2, 2],
      company: [3, 2, 2],
      exported: [toEmployeeId('ben'), toEmployeeId('cleo')],
    })
    // The employee still sees their own figures.
    const own = await storage.sumEmployeeUsage(account, toEmployeeId('ana'), period, 'day')
    expect([own.claudeUsers, own.participation, own.sums.buckets.size]).toEqual([1, 'totals', 1])
  })

  test('shows an excluded employee like an employee without a Claude user, and counts excluded employees only for the company', async (storage) => {
    const account = await storeTeam(storage)
    await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { participation: 'excluded' })])
    const excluded = await readGroups(storage, account)
    expect(excluded.excluded).toEqual([null, 1])
    await storage.upsertEmployees(account, [createDirectReport('ana', 'boss')])
    await changeLinks(storage, account, createLinkChanges({ remove: [toClaudeUserId('ana')] }))
    expect({ ...excluded, excluded: [null, 0] }).toEqual(await readGroups(storage, account))
  })

  test('counts the excluded employees of today, whatever the period is', async (storage) => {
    const account = await storeTeam(storage)
    const createExcluded = (id: string, dates: { startedOn?: Day; archivedOn?: Day } = {}) =>
      createDirectReport(id, 'boss', { participation: 'excluded', ...dates })
    await storage.upsertEmployees(account, [
      createExcluded('ana', { startedOn: '2026-11-06' }),
      createExcluded('ben', { archivedOn: '2026-11-06' }),
      createExcluded('cleo', { archivedOn: '2026-12-01' }),
      createExcluded('dan', { startedOn: '2026-12-01' }),
    ])
    for (const [from, to] of [
      ['2026-11-05', '2026-11-05'],
      ['2026-11-06', '2026-11-06'],
      ['2026-11-07', '2026-11-07'],
    ] as const) {
      const query = { period: { from, to }, bucket: 'day' } as const
      const adoption = await storage.sumAdoption(createViewer(account, 'x', 'admin'), 'all', query, today)
      expect(adoption?.excluded).toBe(2)
    }
  })

  test('returns empty groups if everyone has participation totals', async (storage) => {
    const account = await storeTeam(storage)
    const hidden = ['ana', 'ben', 'cleo'].map((id) => createDirectReport(id, 'boss', { participation: 'totals' }))
    await storage.upsertEmployees(account, hidden)
    expect(await readGroups(storage, account)).toEqual({
      team: [],
      notShown: [3, 3, 3],
      excluded: [null, 0],
      belowBoss: [0, 0, 0],
      company: [1, 0, 0],
      exported: [],
    })
  })

  test('returns no figures and lists no Claude user of an excluded employee', async (storage) => {
    const account = await storeTeam(storage)
    const users = ['ana', 'ben', 'cleo'].map((id) => ({ id: toClaudeUserId(id), email: `user_${id}@example.com` }))
    await storage.decideLinks(account, ({ links }) => ({
      claudeUserIds: [],
      decideChanges: () => ({
        changes: [],
        mappings: users.map((user) => ({
          user,
          state: 'matched',
          reason: 'same_email',
          link: links.find(({ claudeUserId }) => claudeUserId === user.id) ?? null,
          candidates: [],
        })),
        protect: [],
        unprotect: [],
      }),
    }))
    const readMapping = async () => ({
      counts: (await storage.countMappings(account)).matched,
      people: await storage.countPeople(account),
      listed: (await storage.listMappings(account, { search: '', after: null, limit: 9 })).map(({ user }) => user.id),
      ana: (await storage.getMapping(account, toClaudeUserId('ana')))?.user.id ?? null,
    })
    expect(await readMapping()).toEqual({
      counts: 3,
      people: { claudeUsers: 3, matched: 3, ignored: 0 },
      listed: users.map(({ id }) => id),
      ana: toClaudeUserId('ana'),
    })
    await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { participation: 'excluded' })])
    expect(await readMapping()).toEqual({
      counts: 2,
      people: { claudeUsers: 2, matched: 2, ignored: 0 },
      listed: users.slice(1).map(({ id }) => id),
      ana: null,
    })
    const usage = await storage.sumEmployeeUsage(account, toEmployeeId('ana'), period, 'day')
    expect([usage.claudeUsers, usage.participation, usage.sums.buckets.size]).toEqual([0, 'excluded', 0])
  })

  test('counts nobody as a member, as active or as lapsed before their first day', async (storage) => {
    const account = await storeTeam(storage)
    const readAdoption = async (startedOn: `2026-${number}-${number}`, to: `2026-${number}-${number}` = period.to) => {
      await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { startedOn })])
      const viewer = createViewer(account, 'boss')
      const usage = await storage.sumAdoption(
        viewer,
        { below: boss },
        { period: { from: '2026-11-04', to }, bucket: 'day' },
        today,
      )
      return usage && [usage.people, usage.linked, usage.active.any, usage.engagement.lapsed]
    }
    expect(await readAdoption('2026-11-05')).toEqual([3, 3, 3, 0])
    expect(await readAdoption('2026-11-06')).toEqual([3, 3, 2, 0])
    expect(await readAdoption('2026-11-11')).toEqual([2, 2, 2, 0])
    // In the following period, the other members are lapsed. A member who started only in that period is not.
    const later = { from: '2026-11-06', to: '2026-11-08' } as const
    for (const [startedOn, lapsed] of [
      ['2026-11-05', 3],
      ['2026-11-06', 2],
    ] as const) {
      await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { startedOn })])
      const usage = await storage.sumAdoption(
        createViewer(account, 'boss'),
        { below: boss },
        { period: later, bucket: 'day' },
        today,
      )
      expect(usage?.engagement.lapsed).toBe(lapsed)
    }
    expect(
      (await storage.sumTeamUsage(createViewer(account, 'boss'), boss, { period: later }, today))?.members.length,
    ).toBe(3)
    await storage.upsertEmployees(account, [createDirectReport('ana', 'boss', { startedOn: '2026-11-09' })])
    expect(
      (await storage.sumTeamUsage(createViewer(account, 'boss'), boss, { period: later }, today))?.members.length,
    ).toBe(2)
  })
}
