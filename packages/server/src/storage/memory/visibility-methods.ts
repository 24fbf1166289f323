import { listVisible } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees' | 'readAuthorizationFacts'>

export const createVisibilityMethods = ({ getAccount }: Accounts): VisibilityMethods => ({
  async readAuthorizationFacts(viewer, subject, on) {
    const { employees, idVersion } = getAccount(viewer.accountId)
    const self = employees.get(viewer.employeeId)
    const employee = subject === null ? undefined : employees.get(subject)
    return {
      idVersion,
      viewer: self ? { archivedOn: self.archivedOn } : null,
      subject: employee
        ? {
            id: employee.id,
            participation: employee.participation,
            isVisible: listVisible(viewer, { among: [employee.id] }, employees, on).length > 0,
          }
        : null,
    }
  },

  async listVisibleEmployees(viewer, scope, on) {
    return listVisible(viewer, scope, getAccount(viewer.accountId).employees, on)
  },
})
