import type { AccountId } from '@windmill/claude-core'
import { acquireLongLease, createAccountId, createDayReading, createLedgerEntry, createUsageDay } from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

/** Longer than any test. A lease of 0 ms expires immediately. */
const longMs = 3_600_000

export const registerLeaseTests = ({ test, expect }: TestContext): void => {
  test('gives an account’s lease to one runner until the lease expires', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const expiredToken = await storage.acquireLease(account, 0)
    const token = await storage.acquireLease(account, longMs)
    expect(Number(token) > Number(expiredToken)).toBe(true)
    expect(await storage.acquireLease(account, longMs)).toBe(null)
    expect(typeof (await storage.acquireLease(other, longMs))).toBe('number')
  })

  test('takes over a lease that was acquired while the clock was ahead, and so ends later than a new lease would', async (storage) => {
    const account = createAccountId()
    const token = Number(await storage.acquireLease(account, 24 * longMs))
    const nextToken = Number(await storage.acquireLease(account, longMs))
    expect(nextToken > token).toBe(true)
    expect(await storage.renewLease(account, token, longMs)).toBe(false)
    expect(await storage.acquireLease(account, longMs)).toBe(null)
  })

  test('lets the holder renew a lease, even after it expired, until another runner acquires the lease', async (storage) => {
    const account = createAccountId()
    const token = Number(await storage.acquireLease(account, 0))
    expect(await storage.renewLease(account, token, longMs)).toBe(true)
    expect(await storage.acquireLease(account, longMs)).toBe(null)
    expect(await storage.renewLease(account, token, 0)).toBe(true)
    const nextToken = Number(await storage.acquireLease(account, longMs))
    expect(await storage.renewLease(account, token, longMs)).toBe(false)
    await storage.releaseLease(account, token)
    expect(await storage.acquireLease(account, longMs)).toBe(null)
    expect(await storage.renewLease(account, nextToken, longMs)).toBe(true)
  })

  test('frees a released lease immediately, and does not renew it', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.releaseLease(account, token)
    expect(await storage.renewLease(account, token, longMs)).toBe(false)
    expect(Number(await storage.acquireLease(account, longMs)) > token).toBe(true)
    expect(await storage.renewLease(createAccountId(), 1, longMs)).toBe(false)
    await storage.releaseLease(createAccountId(), 1)
  })

  test('returns a lease with its remaining time until it expires, is released or revoked, or the account is erased', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const acquire = async () => {
      const token = Number(await storage.acquireLease(account, longMs))
      const lease = await storage.getLease(account)
      expect(lease?.token).toBe(token)
      expect(lease && lease.remainingMs > longMs / 2 && lease.remainingMs <= longMs).toBe(true)
      return token
    }
    expect(await storage.getLease(account)).toBe(null)
    const firstToken = await acquire()
    expect(await storage.getLease(other)).toBe(null)
    await storage.renewLease(account, firstToken, 0)
    expect(await storage.getLease(account)).toBe(null)
    await storage.renewLease(account, firstToken, 2 * longMs)
    expect(Number((await storage.getLease(account))?.remainingMs) > longMs).toBe(true)
    await storage.releaseLease(account, firstToken)
    expect(await storage.getLease(account)).toBe(null)
    await acquire()
    await storage.revokeLease(account)
    expect(await storage.getLease(account)).toBe(null)
    await acquire()
    await storage.eraseAccount(account)
    expect(await storage.getLease(account)).toBe(null)
  })

  test('gives the lease to exactly one of several concurrent callers', async (storage) => {
    const account = createAccountId()
    const tokens = await Promise.all(Array.from({ length: 8 }, () => storage.acquireLease(account, longMs)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
  })

  test('rejects writes after the lease was taken over or revoked, or the account was erased', async (storage) => {
    const waysToLoseLease = [
      async (account: AccountId, token: number) => {
        await storage.renewLease(account, token, 0)
        await storage.acquireLease(account, 0)
      },
      (account: AccountId) => storage.revokeLease(account),
      (account: AccountId) => storage.eraseAccount(account),
    ]
    for (const loseLease of waysToLoseLease) {
      const account = createAccountId()
      const token = await acquireLongLease(storage, account)
      await loseLease(account, token)
      expect(
        await getRejectionCode(storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))),
      ).toBe('lease_lost')
      expect(await getRejectionCode(storage.writeLedgerEntry(account, token, createLedgerEntry('2026-11-02')))).toBe(
        'lease_lost',
      )
      expect(await storage.readLedger(account)).toEqual([])
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
      expect(await storage.listClaudeUsers(account)).toEqual([])
      expect(await storage.renewLease(account, token, longMs)).toBe(false)
      const nextToken = Number(await storage.acquireLease(account, longMs))
      expect(nextToken > token).toBe(true)
      await storage.writeDay(account, nextToken, createDayReading('2026-11-01', [createUsageDay(1)]))
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
