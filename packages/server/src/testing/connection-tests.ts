import type { ConnectionRecord } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  createUsageDay,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

export const registerConnectionTests = ({ test, expect }: TestContext): void => {
  test('returns a connection as it was saved, to the millisecond', async (storage) => {
    const full = createConnectionRecord(createAccountId(), {
      status: 'needs_attention',
      reason: { code: 'key_refused', message: "It’s “refused”; '; drop table x; -- \\ 🔑" },
    })
    const empty: ConnectionRecord = {
      ...createConnectionRecord(createAccountId(), { status: 'disconnected' }),
      reason: null,
      sealedKey: null,
      lastFour: null,
      savedAt: null,
      organizationId: null,
      latestDay: null,
      notServedThrough: null,
      lastSyncAt: null,
      lastFailure: null,
      blockedSince: null,
      seats: null,
      seatsAskedAt: null,
      invitation: null,
      checkRequestedAt: null,
      announced: null,
    }
    for (const record of [full, empty]) {
      await storage.saveConnection(record)
      await storage.saveConnection(record)
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    }
    const all = await storage.listConnections()
    expect(all.filter(({ accountId }) => accountId === full.accountId)).toEqual([full])
    expect(await storage.getConnection(createAccountId())).toBe(null)
  })

  test('replaces the sealed key of an account only if it is still the key that was read, and leaves other accounts unchanged', async (storage) => {
    const record = createConnectionRecord(createAccountId(), { sealedKey: 'sealed by a' })
    const other = createConnectionRecord(createAccountId(), { sealedKey: 'sealed by a' })
    await storage.saveConnection(record)
    await storage.saveConnection(other)
    expect(await storage.replaceSealedKey(record.accountId, 'sealed by a', 'sealed by b')).toBe(true)
    expect(await storage.getConnection(record.accountId)).toEqual({ ...record, sealedKey: 'sealed by b' })
    expect(await storage.getConnection(other.accountId)).toEqual(other)
    expect(await storage.replaceSealedKey(record.accountId, 'sealed by a', 'sealed by c')).toBe(false)
    expect(await storage.replaceSealedKey(createAccountId(), 'sealed by a', 'sealed by c')).toBe(false)
    await storage.updateConnection(record.accountId, { sealedKey: null })
    expect(await storage.replaceSealedKey(record.accountId, 'sealed by b', 'sealed by c')).toBe(false)
    expect(await storage.getConnection(record.accountId)).toEqual({ ...record, sealedKey: null })
  })

  test('invites an account that was never connected, and leaves it disconnected', async (storage) => {
    const accountId = createAccountId()
    await storage.acceptInvitation(createConnectionRecord(accountId), 'hash')
    expect(await storage.getConnection(accountId)).toBe(null)
    const invitation = { hash: 'hash', expiresAt: 1_764_066_648_004 }
    await storage.saveInvitation(accountId, invitation)
    expect(await storage.getConnection(accountId)).toEqual({
      accountId,
      status: 'disconnected',
      reason: null,
      sealedKey: null,
      lastFour: null,
      savedAt: null,
      organizationId: null,
      latestDay: null,
      notServedThrough: null,
      lastSyncAt: null,
      lastFailure: null,
      blockedSince: null,
      seats: null,
      seatsAskedAt: null,
      invitation,
      checkRequestedAt: null,
      announced: null,
    })
    expect((await storage.listConnections()).some((record) => record.accountId === accountId)).toBe(true)
  })

  test('replaces the invitation of one account, and nothing else of its connection', async (storage) => {
    const [invited, other] = [createConnectionRecord(createAccountId()), createConnectionRecord(createAccountId())]
    for (const record of [invited, other]) await storage.saveConnection(record)
    const { accountId } = invited
    await storage.requestSync(accountId, 'request')
    const invitation = { hash: 'newer', expiresAt: 7 }
    for (let call = 0; call < 2; call += 1) await storage.saveInvitation(accountId, invitation)
    expect(await storage.getConnection(accountId)).toEqual({ ...invited, invitation })
    expect(await storage.getSyncRequest(accountId)).toBe('request')
    await storage.updateConnection(accountId, { invitation: null })
    expect(await storage.getConnection(accountId)).toEqual({ ...invited, invitation: null })
    expect(await storage.getConnection(other.accountId)).toEqual(other)
  })

  test('accepts an invitation once, and refuses it after it was replaced or revoked, or the account was erased', async (storage) => {
    const { accountId, ...record } = createConnectionRecord(createAccountId())
    const accept = (hash: string, lastFour: string) =>
      storage.acceptInvitation({ ...record, accountId, lastFour, invitation: null }, hash)
    const invite = (hash: string) => storage.saveInvitation(accountId, { hash, expiresAt: 7 })
    const readLastFour = async () => (await storage.getConnection(accountId))?.lastFour ?? null

    await invite('first')
    await invite('second')
    expect([await accept('first', 'no 1'), await readLastFour()]).toEqual([false, null])
    const answers = await Promise.all(['a', 'b', 'c'].map((lastFour) => accept('second', lastFour)))
    expect(answers.filter(Boolean)).toEqual([true])
    const lastFour = ['a', 'b', 'c'][answers.indexOf(true)] ?? null
    expect(await storage.getConnection(accountId)).toEqual({ ...record, accountId, lastFour, invitation: null })
    expect(await accept('second', 'no 2')).toBe(false)

    await invite('third')
    await storage.updateConnection(accountId, { invitation: null })
    expect(await accept('third', 'no 3')).toBe(false)
    await invite('fourth')
    await storage.saveConnection({ ...record, accountId, invitation: null })
    expect(await accept('fourth', 'no 4')).toBe(false)
    expect(await readLastFour()).toBe(record.lastFour)

    await invite('fifth')
    await storage.eraseAccount(accountId)
    expect([await accept('fifth', 'no 5'), await storage.getConnection(accountId)]).toEqual([false, null])
  })

  test('updates only the given fields of the given account', async (storage) => {
    const [updated, other] = [createConnectionRecord(createAccountId()), createConnectionRecord(createAccountId())]
    await storage.saveConnection(updated)
    await storage.saveConnection(other)
    await storage.updateConnection(updated.accountId, {})
    expect(await storage.getConnection(updated.accountId)).toEqual(updated)
    const changes = {
      status: 'needs_attention',
      reason: { code: 'scope_missing', message: 'No.' },
      lastSyncAt: 5,
    } as const
    await storage.updateConnection(updated.accountId, changes)
    expect(await storage.getConnection(updated.accountId)).toEqual({ ...updated, ...changes })
    for (const lastFailure of [null, { at: 7, code: null, message: null }]) {
      await storage.updateConnection(updated.accountId, { lastFailure })
      expect((await storage.getConnection(updated.accountId))?.lastFailure).toEqual(lastFailure)
    }
    await storage.updateConnection(updated.accountId, { lastFailure: updated.lastFailure })
    await storage.updateConnection(updated.accountId, { reason: null, latestDay: null, sealedKey: null })
    expect(await storage.getConnection(updated.accountId)).toEqual({
      ...updated,
      ...changes,
      reason: null,
      latestDay: null,
      sealedKey: null,
    })
    expect(await storage.getConnection(other.accountId)).toEqual(other)
  })

  test('keeps the newest sync request of a connection until that request is finished', async (storage) => {
    const [record, other] = [createConnectionRecord(createAccountId()), createConnectionRecord(createAccountId())]
    const { accountId } = record
    for (const connection of [record, other]) await storage.saveConnection(connection)
    const isListed = async () => (await storage.listSyncRequests()).includes(accountId)
    expect([await storage.getSyncRequest(accountId), await isListed()]).toEqual([null, false])

    await storage.requestSync(accountId, 'first')
    await storage.requestSync(accountId, 'second')
    await storage.saveConnection(record)
    await storage.finishSyncRequest(accountId, 'first')
    expect([await storage.getSyncRequest(accountId), await isListed()]).toEqual(['second', true])
    expect(await storage.getConnection(accountId)).toEqual(record)

    await storage.finishSyncRequest(other.accountId, 'second')
    await storage.finishSyncRequest(accountId, 'second')
    expect([await storage.getSyncRequest(accountId), await isListed()]).toEqual([null, false])
  })

  test('stores no sync request without a connection, and erases a sync request with the account', async (storage) => {
    const record = createConnectionRecord(createAccountId())
    const { accountId } = record
    await storage.requestSync(accountId, 'early')
    expect(await storage.getSyncRequest(accountId)).toBe(null)
    await storage.saveConnection(record)
    expect(await storage.getSyncRequest(accountId)).toBe(null)
    await storage.requestSync(accountId, 'first')
    await storage.eraseAccount(accountId)
    expect((await storage.listSyncRequests()).includes(accountId)).toBe(false)
  })

  test('does not create a connection by an update', async (storage) => {
    const account = createAccountId()
    await storage.updateConnection(account, { status: 'connected' })
    expect(await storage.getConnection(account)).toBe(null)
  })

  test('does not share objects with its callers', async (storage) => {
    const record = createConnectionRecord(createAccountId(), { reason: { code: 'key_refused', message: 'before' } })
    await storage.saveConnection(record)
    Object.assign(record.reason ?? {}, { message: 'after' })
    const first = await storage.getConnection(record.accountId)
    expect(first?.reason?.message).toBe('before')
    Object.assign(first?.reason ?? {}, { message: 'after' })
    expect((await storage.getConnection(record.accountId))?.reason?.message).toBe('before')
  })

  test('erases all data of an account except its log, and leaves other accounts unchanged', async (storage) => {
    const accounts = [createAccountId(), createAccountId()] as const
    for (const account of accounts) {
      await storage.saveConnection(createConnectionRecord(account))
      await storage.writeDay(
        account,
        await acquireLongLease(storage, account),
        createDayReading('2026-11-01', [createUsageDay(1)]),
      )
      await storage.replaceDirectory(account, [createEmployee(1)])
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
      await storage.saveDirectoryStatus(account, { employees: 1, heldBack: null, problems: [] })
      await storage.addLogEntries(account, [createReadEntry('lead', { employee: toEmployeeId(1) })])
    }
    const [erased, kept] = accounts
    const readAccount = async (account: typeof erased) => ({
      connection: await storage.getConnection(account),
      ledger: await storage.readLedger(account),
      usage: await storage.readUsage(account, '2026-11-01'),
      users: await storage.listClaudeUsers(account),
      employees: await storage.listEmployees(account),
      links: await storage.listLinks(account),
      directory: await storage.getDirectoryStatus(account),
      people: await storage.countPeople(account),
      sums: await storage.sumEmployeeUsage(account, toEmployeeId(1), { from: '2026-11-01', to: '2026-11-01' }, 'day'),
    })
    const before = await readAccount(kept)
    const fresh = await readAccount(createAccountId())
    const logBefore = await Promise.all(accounts.map((id) => storage.listLog(id, { before: null, limit: 9 })))
    await storage.eraseAccount(erased)
    await storage.eraseAccount(erased)
    expect(await readAccount(erased)).toEqual(fresh)
    expect(await readAccount(kept)).toEqual(before)
    expect(await Promise.all(accounts.map((id) => storage.listLog(id, { before: null, limit: 9 })))).toEqual(logBefore)
    expect([await storage.isAccountErased(erased), await storage.isAccountErased(kept)]).toEqual([true, false])
  })

  test('stores no directory for an erased account until the account is reopened', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) await storage.replaceDirectory(id, [createEmployee(1)])
    const version = await storage.nextDirectoryVersion(account)
    await storage.eraseAccount(account)
    const storeDirectory = async () => {
      await storage.upsertEmployees(account, [createEmployee(1)])
      await storage.saveDirectoryStatus(account, { employees: 1, heldBack: null, problems: [] })
      return [
        await storage.replaceDirectory(account, [createEmployee(1)], { version }),
        await storage.replaceDirectory(account, [createEmployee(1)]),
      ]
    }
    const readDirectory = async () => ({
      employees: await storage.listEmployees(account),
      status: await storage.getDirectoryStatus(account),
      reading: await storage.getDirectoryReading(account),
    })
    expect(await storeDirectory()).toEqual([false, false])
    await storage.revokeLease(account)
    await storage.releaseLease(account, Number(await storage.acquireLease(account, 1_000)))
    await storage.saveConnection(createConnectionRecord(account, { sealedKey: null }))
    await storage.saveInvitation(account, { hash: 'hash', expiresAt: 7 })
    await storage.updateConnection(account, { latestDay: null })
    expect(await storeDirectory()).toEqual([false, false])
    expect(await readDirectory()).toEqual({ employees: [], status: null, reading: null })

    await storage.reopenAccount(account)
    await storage.reopenAccount(account)
    expect(await storage.isAccountErased(account)).toBe(false)
    expect(await storeDirectory()).toEqual([true, true])
    expect((await readDirectory()).employees).toEqual([createEmployee(1)])
    await storage.eraseAccount(account)
    expect((await storage.listEmployees(other)).length).toBe(1)
    await storage.reopenAccount(createAccountId())
  })

  test('reopens an erased account when its next key is stored, but not for an invitation that has ended', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const record = createConnectionRecord(account, { invitation: null })
    const eraseAndInvite = async (hash: string) => {
      await storage.eraseAccount(account)
      await storage.saveInvitation(account, { hash, expiresAt: 7 })
    }
    await storage.eraseAccount(other)
    await eraseAndInvite('first')
    expect([await storage.acceptInvitation(record, 'ended'), await storage.isAccountErased(account)]).toEqual([
      false,
      true,
    ])
    const answers = await Promise.all([1, 2, 3].map(() => storage.acceptInvitation(record, 'first')))
    expect(answers.filter(Boolean)).toEqual([true])
    expect([await storage.getConnection(account), await storage.isAccountErased(account)]).toEqual([record, false])
    await eraseAndInvite('second')
    await storage.saveConnection(record)
    expect([await storage.getConnection(account), await storage.isAccountErased(account)]).toEqual([record, false])
    expect(await storage.replaceDirectory(account, [createEmployee(1)])).toBe(true)
    expect(await storage.isAccountErased(other)).toBe(true)
  })

  test('an account is never both erased and connected, whether the erasure or the connect comes first', async (storage) => {
    for (const isErasedBefore of [false, true]) {
      for (const connect of ['saveConnection', 'acceptInvitation'] as const) {
        for (let readCount = 0; readCount < 5; readCount += 1) {
          const account = createAccountId()
          const record = createConnectionRecord(account, { invitation: null })
          if (isErasedBefore) await storage.eraseAccount(account)
          await storage.saveInvitation(account, { hash: 'hash', expiresAt: 7 })
          const save = async () => {
            // Each read delays the connect a little more, so that it meets the erasure at another point.
            for (let read = 0; read < readCount; read += 1) await storage.getConnection(account)
            await (connect === 'saveConnection'
              ? storage.saveConnection(record)
              : storage.acceptInvitation(record, 'hash'))
          }
          await Promise.all([storage.eraseAccount(account), save()])
          const isConnected = (await storage.getConnection(account)) !== null
          expect([connect, isConnected && (await storage.isAccountErased(account))]).toEqual([connect, false])
        }
      }
    }
  })
}
