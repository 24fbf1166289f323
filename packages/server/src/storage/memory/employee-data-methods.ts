import type { Mapping } from '@windmill/claude-core/internal'
import { compareText } from '../../compare-text.ts'
import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'
import { sortFindings } from './check-methods.ts'
import { selectPage } from './log-methods.ts'

type EmployeeDataMethods = Pick<StorageAdapter, 'readEmployeeData' | 'listLogBy'>

export const createEmployeeDataMethods = ({ getAccount }: Accounts): EmployeeDataMethods => ({
  async readEmployeeData(accountId, employeeId) {
    const { reportingLines, links, emails, mappings, usage, findings } = getAccount(accountId)
    const days = [...usage].sort(([a], [b]) => (a < b ? -1 : 1))
    return structuredClone({
      reportingLines: reportingLines
        .filter((line) => line.employeeId === employeeId)
        .map(({ managerId, from, until }) => ({ managerId, from: toTime(from), until: toTime(until) })),
      claudeUsers: [...links.values()]
        .filter((link) => link.employeeId === employeeId)
        .map(({ claudeUserId: id, method }) => ({
          id,
          email: emails.get(id) ?? null,
          method,
          mapping: pickMapping(mappings.get(id)),
          days: days.flatMap(([day, rows]) => {
            const counters = rows.get(id)
            return counters ? [{ day, counters }] : []
          }),
          findings: sortFindings(findings)
            .filter(({ claudeUserId }) => claudeUserId === id)
            .map(({ claudeUserId, ...finding }) => finding),
        }))
        .sort((a, b) => compareText(a.id, b.id)),
    })
  },
  async listLogBy(accountId, employeeId, page) {
    return selectPage(
      getAccount(accountId).log.filter(({ actorId }) => actorId === employeeId),
      page,
    )
  },
})

const pickMapping = (mapping: Mapping | undefined): Pick<Mapping, 'state' | 'reason'> | null =>
  mapping ? { state: mapping.state, reason: mapping.reason } : null

/** Returns null for a line without a beginning or an end. */
const toTime = (time: number): number | null => (Number.isFinite(time) ? time : null)
