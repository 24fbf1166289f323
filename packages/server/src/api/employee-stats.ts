import {
  type Bucket,
  dayAt,
  type EmployeeId,
  type EmployeeStatsResponse,
  employeeStats,
  type Period,
  previousPeriod,
  type Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/** One employee's stats. Who may not see them is answered exactly as if they did not exist. */
export const getEmployeeStats = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { bucket, ...period }: Period & { readonly bucket: Bucket },
): Promise<EmployeeStatsResponse> => {
  const { storage, clock } = context
  const { accountId } = viewer
  await context.ensureDirectory(accountId)
  const visible = await storage.visibleEmployees(viewer, [employeeId], dayAt(clock.now()))
  if (visible.length === 0) throw new ProblemError('not_found')

  const [usage, ledger, connection] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, bucket),
    storage.readLedger(accountId, { from: previousPeriod(period).from, to: period.to }),
    storage.getConnection(accountId),
  ])
  const days = ledger.flatMap(({ day, read }) =>
    read ? { day, latestDay: read.latestDay, skills: read.skills, connectors: read.connectors } : [],
  )
  const latestDay = connection?.latestDay ?? null
  return employeeStats({ employeeId, period, bucket, days, latestDay, ...usage })
}
