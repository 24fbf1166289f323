import { entry, lease, newAccount, reading, usageOf } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

export const leaseTests = ({ test, expect }: TestGroup): void => {
  test('only one runner holds an account’s lease until it runs out', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const first = await storage.acquireLease(account, 1_000, 500)
    expect(typeof first).toBe('number')
    expect(await storage.acquireLease(account, 1_499, 500)).toBe(null)
    expect(typeof (await storage.acquireLease(other, 1_499, 500))).toBe('number')
    const second = await storage.acquireLease(account, 1_500, 500)
    expect(Number(second) > Number(first)).toBe(true)
  })

  test('a lease is prolonged by its holder, also after its time while nobody else took it', async (storage) => {
    const account = newAccount()
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

  test('a lease that was given back is free at once and is not prolonged again', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    await storage.releaseLease(account, token)
    expect(await storage.renewLease(account, token, 1_000, 500)).toBe(false)
    expect(Number(await storage.acquireLease(account, 1_000, 500)) > token).toBe(true)
    expect(await storage.renewLease(newAccount(), 1, 1_000, 500)).toBe(false)
    await storage.releaseLease(newAccount(), 1)
  })

  test('an account is leased while a runner holds it: until it runs out, is given back, revoked or erased', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const taken = async (now: number) => {
      const token = Number(await storage.acquireLease(account, now, 500))
      expect(await storage.isLeased(account, now + 499)).toBe(true)
      return token
    }
    expect(await storage.isLeased(account, 1_000)).toBe(false)
    const first = await taken(1_000)
    expect(await storage.isLeased(other, 1_000)).toBe(false)
    expect(await storage.isLeased(account, 1_500)).toBe(false)
    await storage.renewLease(account, first, 1_400, 500)
    expect(await storage.isLeased(account, 1_899)).toBe(true)
    await storage.releaseLease(account, first)
    expect(await storage.isLeased(account, 1_500)).toBe(false)
    await taken(2_000)
    await storage.revokeLease(account)
    expect(await storage.isLeased(account, 2_000)).toBe(false)
    await taken(2_000)
    await storage.eraseAccount(account)
    expect(await storage.isLeased(account, 2_000)).toBe(false)
  })

  test('of several who ask at once, one gets the lease', async (storage) => {
    const account = newAccount()
    const tokens = await Promise.all(Array.from({ length: 8 }, () => storage.acquireLease(account, 1_000, 500)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
  })

  test('a runner whose lease passed to another, was revoked or erased writes nothing', async (storage) => {
    const losses = [
      async (account: ReturnType<typeof newAccount>) => void (await storage.acquireLease(account, 2e12, 500)),
      (account: ReturnType<typeof newAccount>) => storage.revokeLease(account),
      (account: ReturnType<typeof newAccount>) => storage.eraseAccount(account),
    ]
    for (const lose of losses) {
      const account = newAccount()
      const token = await lease(storage, account)
      await lose(account)
      expect(await rejectionCode(storage.writeDay(account, token, reading('2026-11-01', [usageOf(1)])))).toBe(
        'lease_lost',
      )
      expect(await rejectionCode(storage.writeLedgerEntry(account, token, entry('2026-11-02')))).toBe('lease_lost')
      expect(await storage.readLedger(account)).toEqual([])
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
      expect(await storage.listClaudeUsers(account)).toEqual([])
      expect(await storage.renewLease(account, token, 1_000, 500)).toBe(false)
      const next = Number(await storage.acquireLease(account, 4e12, 500))
      expect(next > token).toBe(true)
      await storage.writeDay(account, next, reading('2026-11-01', [usageOf(1)]))
      expect((await storage.readLedger(account)).length).toBe(1)
    }
  })

  test('a token is good for its own account alone', async (storage) => {
    const [mine, theirs] = [newAccount(), newAccount()]
    const token = await lease(storage, mine)
    await lease(storage, theirs)
    expect(await rejectionCode(storage.writeLedgerEntry(theirs, token, entry('2026-11-02')))).toBe('lease_lost')
  })
}
