import { listVisible } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { readAccount } from './accounts.ts'
import { listMonthChecks } from './check-operations.ts'
import { readConnection } from './connection-operations.ts'
import type { Database } from './database.ts'
import { readDirectoryReading } from './directory-operations.ts'
import { listReadDays } from './ledger.ts'
import { readEmployees } from './people.ts'

type VisibilityOperations = Pick<StorageAdapter, 'listVisibleEmployees' | 'readAuthorizationFacts'>

export const createVisibilityOperations = (db: Database, now: () => number): VisibilityOperations => ({
  listVisibleEmployees: (viewer, scope, on) =>
    db.read(() => listVisible(viewer, scope, readEmployees(db, viewer.accountId), on)),
  readAuthorizationFacts: (viewer, subject, on, period) =>
    db.read(() => {
      const { accountId } = viewer
      const employees = readEmployees(db, accountId)
      const self = employees.get(viewer.employeeId)
      const employee = subject === null ? undefined : employees.get(subject)
      const connection = readConnection(db, accountId)
      return {
        idVersion: readAccount(db, accountId).id_version,
        viewer: self ? { archivedOn: self.archivedOn } : null,
        subject: employee
          ? {
              id: employee.id,
              participation: employee.participation,
              isVisible: listVisible(viewer, { among: [employee.id] }, employees, on).length > 0,
            }
          : null,
        directoryReading: readDirectoryReading(db, accountId, now()),
        period: period
          ? {
              latestDay: connection?.latestDay ?? null,
              notServedThrough: connection?.notServedThrough ?? null,
              days: listReadDays(db, accountId, period),
              checks: listMonthChecks(db, accountId),
            }
          : null,
      }
    }),
})
