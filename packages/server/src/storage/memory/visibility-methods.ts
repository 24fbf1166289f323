import { listVisible } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees'>

export const createVisibilityMethods = ({ getAccount }: Accounts): VisibilityMethods => ({
  async listVisibleEmployees(viewer, scope, on) {
    return listVisible(viewer, scope, getAccount(viewer.accountId).employees, on)
  },
})
