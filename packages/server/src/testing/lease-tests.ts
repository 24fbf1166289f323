import type { AccountId } from '@windmill/claude-core'
import { acquireLongLease, createAccountId, createDayReading, createLedgerEntry, createUsageDay } from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

export const registerLeaseTests = ({ test, expect }: TestContext): void => {
  test('gives an account’s lease to one runner until the lease expires', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const first = await storage.acquireLease(account, 1_000, 500)
    expect(typeof first).toBe('number')
    expect(await storage.acquireLease(account, 1_499, 500)).toBe(null)
    expect(typeof (await storage.acquireLease(other, 1_499, 500))).toBe('number')
    const second = await storage.acquireLease(account, 1_500, 500)
    expect(Number(second) > Number(first)).toBe(true)
  })

  test('lets the holder renew a lease, even after it expired, until another runner acquires one', async (storage) => {
    const account = createAccountId()
    const token = Number(await storage.acquireLease(account, 1_000, 500))
    expect(await storage.renewLease(account, token, 1_400, 500)).toBe(true)
    expect(await storage.acquireLease(account, 1_899, 500)).toBe(null)
    expect(await storage.renewLease(account, token, 5_000, 500)).toBe(true)
    const next = Number(await storage.acquireLease(account, 5_500, 500))
    expect(await storage.renewLease(account, token, 5_600, 500)).toBe(false)
    await storage.releaseLease(account, token)
    expect(await storage.acquireLease(account, 5_700, 500)).toBe(null)
    expect(await storage.renewLease(account, next, 5_700, 500)).toBe(true)
  })

  test('frees a released lease at once, and does not renew it', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.releaseLease(account, token)
    expect(await storage.renewLease(account, token, 1_000, 500)).toBe(false)
    expect(Number(await storage.acquireLease(account, 1_000, 500)) > token).toBe(true)
    expect(await storage.renewLease(createAccountId(), 1, 1_000, 500)).toBe(false)
    await storage.releaseLease(createAccountId(), 1)
  })

  test('reports an account as leased until its lease expires, is released or revoked, or the account is erased', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const acquire = async (now: number) => {
      const token = Number(await storage.acquireLease(account, now, 500))
      expect(await storage.isLeased(account, now + 499)).toBe(true)
      return token
    }
    expect(await storage.isLeased(account, 1_000)).toBe(false)
    const first = await acquire(1_000)
    expect(await storage.isLeased(other, 1_000)).toBe(false)
    expect(await storage.isLeased(account, 1_500)).toBe(false)
    await storage.renewLease(account, first, 1_400, 500)
    expect(await storage.isLeased(account, 1_899)).toBe(true)
    await storage.releaseLease(account, first)
    expect(await storage.isLeased(account, 1_500)).toBe(false)
    await acquire(2_000)
    await storage.revokeLease(account)
    expect(await storage.isLeased(account, 2_000)).toBe(false)
    await acquire(2_000)
    await storage.eraseAccount(account)
    expect(await storage.isLeased(account, 2_000)).toBe(false)
  })

  test('gives the lease to exactly one of several concurrent callers', async (storage) => {
    const account = createAccountId()
    const tokens = await Promise.all(Array.from({ length: 8 }, () => storage.acquireLease(account, 1_000, 500)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
  })

  test('rejects writes after the lease was taken over or revoked, or the account was erased', async (storage) => {
    const loseFunctions = [
      async (account: AccountId) => void (await storage.acquireLease(account, 2e12, 500)),
      (account: AccountId) => storage.revokeLease(account),
      (account: AccountId) => storage.eraseAccount(account),
    ]
    for (const loseLease of loseFunctions) {
      const account = createAccountId()
      const token = await acquireLongLease(storage, account)
      await loseLease(account)
      expect(
        await getRejectionCode(storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))),
      ).toBe('lease_lost')
      expect(await getRejectionCode(storage.writeLedgerEntry(account, token, createLedgerEntry('2026-11-02')))).toBe(
        'lease_lost',
      )
      expect(await storage.readLedger(account)).toEqual([])
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
      expect(await storage.listClaudeUsers(account)).toEqual([])
      expect(await storage.renewLease(account, token, 1_000, 500)).toBe(false)
      const next = Number(await storage.acquireLease(account, 4e12, 500))
      expect(next > token).toBe(true)
      await storage.writeDay(account, next, createDayReading('2026-11-01', [createUsageDay(1)]))
      expect((await storage.readLedger(account)).length).toBe(1)
    }
  })

  test('accepts a lease token only for its own account', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const token = await acquireLongLease(storage, account)
    await acquireLongLease(storage, other)
    expect(await getRejectionCode(storage.writeLedgerEntry(other, token, createLedgerEntry('2026-11-02')))).toBe(
      'lease_lost',
    )
  })
}
