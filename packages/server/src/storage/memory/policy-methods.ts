import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type PolicyMethods = Pick<StorageAdapter, 'getPolicy' | 'applyPolicy'>

export const createPolicyMethods = ({ getAccount }: Accounts): PolicyMethods => ({
  async getPolicy(accountId) {
    return structuredClone(getAccount(accountId).policy)
  },
  async applyPolicy(accountId, policy) {
    const account = getAccount(accountId)
    if (account.connection) account.policy = { ...policy }
  },
})
