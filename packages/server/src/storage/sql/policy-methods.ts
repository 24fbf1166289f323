import type { AccountPolicy, StorageAdapter } from '../adapter.ts'
import type { Db } from './schema.ts'

type PolicyMethods = Pick<StorageAdapter, 'getPolicy' | 'applyPolicy'>

export const createPolicyMethods = (db: Db): PolicyMethods => ({
  async getPolicy(accountId) {
    const row = await db
      .selectFrom('connections')
      .select('policy')
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row?.policy ? (JSON.parse(row.policy) as AccountPolicy) : null
  },

  async applyPolicy(accountId, policy) {
    const text = JSON.stringify(policy)
    await db
      .updateTable('connections')
      .set({ policy: text })
      .where('account_id', '=', accountId)
      .where('policy', 'is distinct from', text)
      .execute()
  },
})
