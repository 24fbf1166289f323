import type { AccountPolicy } from '../storage/adapter.ts'
import { createAccountId, createConnectionRecord } from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

const policy: AccountPolicy = {
  historyFrom: '2026-03-01',
  usageRetentionDays: 400,
  accessRetentionDays: 365,
  directoryMaxAgeHours: 96,
}

export const registerPolicyTests = ({ test, expect }: TestContext): void => {
  test('returns the policy that was applied last, even after the connection was replaced', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) await storage.saveConnection(createConnectionRecord(id))
    expect(await storage.getPolicy(account)).toBe(null)
    for (const next of [policy, policy, { ...policy, historyFrom: null, usageRetentionDays: null }]) {
      await storage.applyPolicy(account, next)
      await storage.saveConnection(createConnectionRecord(account))
      expect(await storage.getPolicy(account)).toEqual(next)
    }
    expect(await storage.getPolicy(other)).toBe(null)
    await storage.eraseAccount(account)
    expect(await storage.getPolicy(account)).toBe(null)
  })

  test('stores no policy for an account without a connection', async (storage) => {
    const account = createAccountId()
    await storage.applyPolicy(account, policy)
    expect(await storage.getPolicy(account)).toBe(null)
    await storage.saveConnection(createConnectionRecord(account))
    expect(await storage.getPolicy(account)).toBe(null)
  })
}
