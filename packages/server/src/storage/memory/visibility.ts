import { type EmployeeId, managersAbove, mayView, type Viewer } from '@windmill/claude-core'
import type { StorageAdapter, VisibilityScope } from '../adapter.ts'
import type { Account, Accounts } from './accounts.ts'

type VisibilityMethods = Pick<StorageAdapter, 'visibleEmployees'>

export const visibility = ({ read }: Accounts): VisibilityMethods => ({
  async visibleEmployees(viewer, scope, on) {
    return visibleTo(read(viewer.accountId), viewer, scope, on)
  },
})
