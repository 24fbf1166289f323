import { listVisible } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees'>

export const createVisibilityMethods = ({ read }: Accounts): VisibilityMethods => ({
  async listVisibleEmployees(viewer, scope, on) {
    return listVisible(viewer, scope, read(viewer.accountId).employees, on)
  },
})
