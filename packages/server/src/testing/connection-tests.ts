import type { ConnectionRecord } from '../storage/adapter.ts'
import {
  changeLinks,
  connectionRecord,
  dayReading,
  employee,
  link,
  linkChanges,
  newAccount,
  personId,
  takeLease,
  usageRow,
  userId,
} from './fixtures.ts'
import type { TestGroup } from './test-runner.ts'

export const connectionTests = ({ test, expect }: TestGroup): void => {
  test('returns a connection as it was saved, to the millisecond', async (storage) => {
    const full = connectionRecord(newAccount(), {
      status: 'needs_attention',
      reason: { code: 'key_refused', message: "It’s “refused”; '; drop table x; -- \\ 🔑" },
    })
    const empty: ConnectionRecord = {
      ...connectionRecord(newAccount(), { status: 'disconnected' }),
      reason: null,
      sealedKey: null,
      lastFour: null,
      savedAt: null,
      latestDay: null,
      lastSyncAt: null,
      lastFailure: null,
    }
    for (const record of [full, empty]) {
      await storage.saveConnection(record)
      await storage.saveConnection(record)
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    }
    const all = await storage.listConnections()
    expect(all.filter(({ accountId }) => accountId === full.accountId)).toEqual([full])
    expect(await storage.getConnection(newAccount())).toBe(null)
  })

  test('an update changes only the given fields of the given account', async (storage) => {
    const [one, other] = [connectionRecord(newAccount()), connectionRecord(newAccount())]
    await storage.saveConnection(one)
    await storage.saveConnection(other)
    await storage.updateConnection(one.accountId, {})
    expect(await storage.getConnection(one.accountId)).toEqual(one)
    const changes = {
      status: 'needs_attention',
      reason: { code: 'scope_missing', message: 'No.' },
      lastSyncAt: 5,
    } as const
    await storage.updateConnection(one.accountId, changes)
    expect(await storage.getConnection(one.accountId)).toEqual({ ...one, ...changes })
    for (const lastFailure of [null, { at: 7, code: null }]) {
      await storage.updateConnection(one.accountId, { lastFailure })
      expect((await storage.getConnection(one.accountId))?.lastFailure).toEqual(lastFailure)
    }
    await storage.updateConnection(one.accountId, { lastFailure: one.lastFailure })
    await storage.updateConnection(one.accountId, { reason: null, latestDay: null, sealedKey: null })
    expect(await storage.getConnection(one.accountId)).toEqual({
      ...one,
      ...changes,
      reason: null,
      latestDay: null,
      sealedKey: null,
    })
    expect(await storage.getConnection(other.accountId)).toEqual(other)
  })

  test('an update does not create a connection', async (storage) => {
    const account = newAccount()
    await storage.updateConnection(account, { status: 'connected' })
    expect(await storage.getConnection(account)).toBe(null)
  })

  test('does not share objects with its callers', async (storage) => {
    const record = connectionRecord(newAccount(), { reason: { code: 'key_refused', message: 'before' } })
    await storage.saveConnection(record)
    Object.assign(record.reason ?? {}, { message: 'after' })
    const first = await storage.getConnection(record.accountId)
    expect(first?.reason?.message).toBe('before')
    Object.assign(first?.reason ?? {}, { message: 'after' })
    expect((await storage.getConnection(record.accountId))?.reason?.message).toBe('before')
  })

  test('erasing an account removes all of its data and leaves other accounts untouched', async (storage) => {
    const accounts = [newAccount(), newAccount()] as const
    for (const account of accounts) {
      await storage.saveConnection(connectionRecord(account))
      await storage.writeDay(account, await takeLease(storage, account), dayReading('2026-11-01', [usageRow(1)]))
      await storage.replaceDirectory(account, [employee(1)])
      await changeLinks(storage, account, linkChanges({ set: [link(1, 1)] }))
      await storage.saveDirectoryStatus(account, { employees: 1, readAt: 1, heldBack: null, problems: [] })
      const access = {
        at: 1,
        viewerId: personId('lead'),
        kind: 'team',
        period: { from: '2026-11-01', to: '2026-11-01' },
      } as const
      for (const subjects of [[1], [1, 2]])
        await storage.addAccess(account, { ...access, subjects: subjects.map(personId) })
    }
    const [erased, untouched] = accounts
    const readEverything = async (account: typeof erased) => ({
      connection: await storage.getConnection(account),
      ledger: await storage.readLedger(account),
      usage: await storage.readUsage(account, '2026-11-01'),
      users: await storage.listClaudeUsers(account),
      employees: await storage.listEmployees(account),
      links: await storage.listLinks(account),
      linkChanges: await storage.listLinkChanges(account, userId(1)),
      directory: await storage.getDirectoryStatus(account),
      reads: await storage.listAccess(account, personId(1), { before: null, limit: 9 }),
      people: await storage.countPeople(account),
      sums: await storage.sumEmployeeUsage(account, personId(1), { from: '2026-11-01', to: '2026-11-01' }, 'day'),
    })
    const before = await readEverything(untouched)
    const fresh = await readEverything(newAccount())
    await storage.eraseAccount(erased)
    await storage.eraseAccount(erased)
    expect(await readEverything(erased)).toEqual(fresh)
    expect(await readEverything(untouched)).toEqual(before)
  })
}
