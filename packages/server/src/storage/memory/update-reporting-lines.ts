import { isInGroups } from '@windmill/claude-core/internal'
import type { EpochMilliseconds } from '../adapter.ts'
import type { ReportingLine } from '../find-manager-spans.ts'
import type { Account } from './accounts.ts'

/**
 * Ends the reporting lines that the directory no longer has, and adds those that are new. The lines of the first
 * directory have no beginning.
 */
export const updateReportingLines = (account: Account, time: EpochMilliseconds): void => {
  const { employees, reportingLines, linesChangedAt } = account
  // A lack of lines alone does not prove that this is the first directory: earlier lines can have been pruned.
  const isFirst = reportingLines.length === 0 && linesChangedAt === 0
  // `at` is later than every earlier change, even if the clocks of servers differ. The log entry of a read identifies
  // the reporting lines by the time of the latest change before the read, so no two changes may have the same time.
  const at = Math.max(time, linesChangedAt + 1)
  const isInEffect = ({ employeeId, managerId, isInGroups: wasInGroups }: ReportingLine) => {
    const employee = employees.get(employeeId)
    return employee?.managerId === managerId && isInGroups(employee) === wasInGroups
  }
  const current = reportingLines.filter(({ until }) => until === Number.POSITIVE_INFINITY)
  const ended = new Set(current.filter((line) => !isInEffect(line)))
  const idsWithLine = new Set(current.filter((line) => !ended.has(line)).map(({ employeeId }) => employeeId))
  const added = [...employees.values()]
    .filter(({ id }) => !idsWithLine.has(id))
    .map((employee) => ({
      employeeId: employee.id,
      managerId: employee.managerId,
      isInGroups: isInGroups(employee),
      from: isFirst ? Number.NEGATIVE_INFINITY : at,
      until: Number.POSITIVE_INFINITY,
    }))
  account.reportingLines = [
    ...reportingLines.map((line) => (ended.has(line) ? { ...line, until: at } : line)),
    ...added,
  ]
  if (!isFirst && ended.size + added.length > 0) account.linesChangedAt = at
}
