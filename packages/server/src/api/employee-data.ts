import type { AccountId, EmployeeDataResponse, EmployeeId, Viewer } from '@windmill/claude-core'
import type { LogPageQuery, LogPosition, StoredLogEntry } from '../storage/adapter.ts'
import { toInstant, toInstantOrNull } from '../to-instant.ts'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'
import { toLogEntries } from './log.ts'

/**
 * Returns everything that is stored about an employee.
 * @throws `ProblemError` `not_found` unless the viewer is that employee.
 */
export const getEmployeeData = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
): Promise<EmployeeDataResponse> => {
  await authorize(context, viewer, 'employeeData', employeeId)
  return await collectEmployeeData(context, viewer.accountId, employeeId)
}

/** Collects everything that is stored about an employee, as the employee may read it. */
export const collectEmployeeData = async (
  context: Context,
  accountId: AccountId,
  employeeId: EmployeeId,
): Promise<EmployeeDataResponse> => {
  const { storage, clock } = context
  const viewer = { accountId, employeeId, permissions: [] }
  const { reportingLines, claudeUsers } = await storage.readEmployeeData(accountId, employeeId)
  const about = await readAllPages((page) => storage.listLogAbout(accountId, employeeId, page))
  const by = await readAllPages((page) => storage.listLogBy(accountId, employeeId, page))
  return {
    exportedAt: toInstant(clock.now()),
    employee: await storage.getEmployee(accountId, employeeId),
    reportingLines: reportingLines.map(({ managerId, from, until }) => ({
      managerId,
      from: toInstantOrNull(from),
      until: toInstantOrNull(until),
    })),
    claudeUsers,
    logAbout: await toLogEntries(context, viewer, about),
    logBy: await toLogEntries(context, viewer, by),
  }
}

const maxEntriesPerRead = 1_000

/** Reads all pages of a log. */
export const readAllPages = async (
  list: (page: LogPageQuery) => Promise<readonly StoredLogEntry[]>,
): Promise<StoredLogEntry[]> => {
  const all: StoredLogEntry[] = []
  let before: LogPosition | null = null
  for (;;) {
    const entries: readonly StoredLogEntry[] = await list({ before, limit: maxEntriesPerRead })
    all.push(...entries)
    before = entries.at(-1) ?? null
    if (entries.length < maxEntriesPerRead) return all
  }
}
