import { visibleTo } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type VisibilityMethods = Pick<StorageAdapter, 'visibleEmployees'>

export const visibility = ({ read }: Accounts): VisibilityMethods => ({
  async visibleEmployees(viewer, scope, on) {
    return visibleTo(viewer, scope, read(viewer.accountId).employees, on)
  },
})
