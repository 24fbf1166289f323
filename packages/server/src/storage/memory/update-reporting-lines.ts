import { isInGroups } from '@windmill/claude-core/internal'
import type { EpochMilliseconds } from '../adapter.ts'
import type { ReportingLine } from '../find-manager-spans.ts'
import type { Account } from './accounts.ts'

/**
 * Ends the reporting lines that the directory no longer has, and adds those that are new. The lines of the first
 * directory have no beginning.
 */
export const updateReportingLines = (account: Account, at: EpochMilliseconds): void => {
  const { employees, reportingLines, linesChangedAt } = account
  // Lines can have expired since.
  const isFirst = reportingLines.length === 0 && linesChangedAt === null
  const isInEffect = ({ employeeId, managerId, isInGroups: wasInGroups }: ReportingLine) => {
    const employee = employees.get(employeeId)
    return employee?.managerId === managerId && isInGroups(employee) === wasInGroups
  }
  const hasChanged = (line: ReportingLine) => line.until === Number.POSITIVE_INFINITY && !isInEffect(line)
  // The clocks of servers differ, and no line ends before it begins.
  const lines = reportingLines.map((line) => (hasChanged(line) ? { ...line, until: Math.max(at, line.from) } : line))
  const ends = new Map<string, EpochMilliseconds>()
  for (const { employeeId, until } of lines) ends.set(employeeId, Math.max(until, ends.get(employeeId) ?? until))
  for (const employee of employees.values()) {
    const { id, managerId } = employee
    const end = ends.get(id)
    if (end === Number.POSITIVE_INFINITY) continue
    const from = isFirst ? Number.NEGATIVE_INFINITY : Math.max(at, end ?? at)
    lines.push({ employeeId: id, managerId, isInGroups: isInGroups(employee), from, until: Number.POSITIVE_INFINITY })
  }
  account.reportingLines = lines
  const ended = lines.filter((line, index) => index < reportingLines.length && line !== reportingLines[index])
  const times = [...ended.map(({ until }) => until), ...lines.slice(reportingLines.length).map(({ from }) => from)]
  if (!isFirst && times.length > 0) account.linesChangedAt = Math.max(linesChangedAt ?? 0, ...times)
}
