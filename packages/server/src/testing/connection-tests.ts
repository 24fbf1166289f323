import type { ConnectionRecord } from '../storage/adapter.ts'
import {
  connection,
  employee,
  lease,
  link,
  linkChanges,
  newAccount,
  person,
  reading,
  usageOf,
  user,
} from './fixtures.ts'
import type { TestGroup } from './runner.ts'

export const connectionTests = ({ test, expect }: TestGroup): void => {
  test('a connection comes back as it was saved, to the millisecond', async (storage) => {
    const full = connection(newAccount(), {
      status: 'needs_attention',
      reason: { code: 'key_refused', message: "It’s “refused”; '; drop table x; -- \\ 🔑" },
    })
    const empty: ConnectionRecord = {
      ...connection(newAccount(), { status: 'disconnected' }),
      ...{ reason: null, sealedKey: null, lastFour: null, savedAt: null, latestDay: null, lastSyncAt: null },
      lastFailure: null,
    }
    for (const record of [full, empty]) {
      await storage.saveConnection(record)
      await storage.saveConnection(record)
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    }
    const listed = await storage.listConnections()
    expect(listed.filter(({ accountId }) => accountId === full.accountId)).toEqual([full])
    expect(await storage.getConnection(newAccount())).toBe(null)
  })

  test('an update changes the fields given and no other account', async (storage) => {
    const [one, other] = [connection(newAccount()), connection(newAccount())]
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
      ...{ reason: null, latestDay: null, sealedKey: null },
    })
    expect(await storage.getConnection(other.accountId)).toEqual(other)
  })

  test('an update of an account without a connection makes none', async (storage) => {
    const account = newAccount()
    await storage.updateConnection(account, { status: 'connected' })
    expect(await storage.getConnection(account)).toBe(null)
  })

  test('what is handed out or in is not shared with the store', async (storage) => {
    const record = connection(newAccount(), { reason: { code: 'key_refused', message: 'before' } })
    await storage.saveConnection(record)
    Object.assign(record.reason ?? {}, { message: 'after' })
    const first = await storage.getConnection(record.accountId)
    expect(first?.reason?.message).toBe('before')
    Object.assign(first?.reason ?? {}, { message: 'after' })
    expect((await storage.getConnection(record.accountId))?.reason?.message).toBe('before')
  })

  test('erasing an account removes everything of it, and nothing of another', async (storage) => {
    const accounts = [newAccount(), newAccount()] as const
    for (const account of accounts) {
      await storage.saveConnection(connection(account))
      await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', [usageOf(1)]))
      await storage.replaceDirectory(account, [employee(1)])
      await storage.changeLinks(account, linkChanges({ set: [link(1, 1)] }))
      await storage.saveDirectoryStatus(account, { employees: 1, readAt: 1, heldBack: null, problems: [] })
      const read = {
        at: 1,
        viewerId: person('lead'),
        kind: 'team',
        period: { from: '2026-11-01', to: '2026-11-01' },
      } as const
      for (const subjects of [[1], [1, 2]])
        await storage.addAccess(account, { ...read, subjects: subjects.map(person) })
    }
    const [erased, kept] = accounts
    const everythingOf = async (account: typeof erased) => ({
      connection: await storage.getConnection(account),
      ledger: await storage.readLedger(account),
      usage: await storage.readUsage(account, '2026-11-01'),
      users: await storage.listClaudeUsers(account),
      employees: await storage.listEmployees(account),
      links: await storage.listLinks(account),
      linkChanges: await storage.listLinkChanges(account, user(1)),
      directory: await storage.getDirectoryStatus(account),
      reads: await storage.listAccess(account, person(1), { before: null, limit: 9 }),
      people: await storage.countPeople(account),
      sums: await storage.sumEmployeeUsage(account, person(1), { from: '2026-11-01', to: '2026-11-01' }, 'day'),
    })
    const before = await everythingOf(kept)
    const untouched = await everythingOf(newAccount())
    await storage.eraseAccount(erased)
    await storage.eraseAccount(erased)
    expect(await everythingOf(erased)).toEqual(untouched)
    expect(await everythingOf(kept)).toEqual(before)
  })
}
