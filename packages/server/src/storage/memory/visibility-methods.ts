import { listVisible } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'
import { listMonthChecks } from './check-methods.ts'
import { findDirectoryReading } from './directory-methods.ts'
import { listReadDays } from './usage-methods.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees' | 'readAuthorizationFacts'>

export const createVisibilityMethods = ({ getAccount }: Accounts, now: () => number): VisibilityMethods => ({
  async readAuthorizationFacts(viewer, subject, on, period) {
    const account = getAccount(viewer.accountId)
    const { employees, idVersion, connection } = account
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
      directoryReading: findDirectoryReading(account, now()),
      period: period
        ? {
            latestDay: connection?.latestDay ?? null,
            notServedThrough: connection?.notServedThrough ?? null,
            days: listReadDays(account, period),
            checks: listMonthChecks(account),
          }
        : null,
    }
  },

  async listVisibleEmployees(viewer, scope, on) {
    return listVisible(viewer, scope, getAccount(viewer.accountId).employees, on)
  },
})
