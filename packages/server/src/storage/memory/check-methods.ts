import { type ClaudeUserId, type Counters, counterIds, listDays } from '@windmill/claude-core'
import { sumCounters } from '@windmill/claude-core/internal'
import { compareText } from '../../compare-text.ts'
import type { Finding, MonthCheck, StorageAdapter } from '../adapter.ts'
import { requireStorableId } from '../sanitize.ts'
import { type Account, type Accounts, isExcluded, isKept, requireLease } from './accounts.ts'

type CheckMethods = Pick<
  StorageAdapter,
  | 'listMonthChecks'
  | 'saveMonthCheck'
  | 'listFindings'
  | 'listDifferingCounters'
  | 'sumClaudeUsers'
  | 'findUsersNotKept'
>

export const createCheckMethods = ({ getAccount }: Accounts): CheckMethods => ({
  async listMonthChecks(accountId) {
    return listMonthChecks(getAccount(accountId))
  },
  async saveMonthCheck(accountId, token, check, findings) {
    for (const { claudeUserId } of findings ?? []) requireStorableId(claudeUserId)
    const account = requireLease(getAccount(accountId), token)
    const { month } = check
    account.checks.set(month, structuredClone(check))
    if (!findings) return
    const newFindings = findings.map((finding): Finding => ({ ...finding, month }))
    account.findings = [...account.findings.filter((finding) => finding.month !== month), ...newFindings]
  },
  async listFindings(accountId) {
    const account = getAccount(accountId)
    const findings = account.findings.filter(({ month, claudeUserId }) => isKept(account, month, claudeUserId))
    return structuredClone(sortFindings(findings))
  },
  async listDifferingCounters(accountId, among, { from, to }) {
    const account = getAccount(accountId)
    const employees = new Set(among)
    const isAboutEmployee = ({ month, claudeUserId }: Finding): boolean => {
      const employeeId = account.links.get(claudeUserId)?.employeeId
      if (employeeId == null || !employees.has(employeeId)) return false
      const { archivedOn = null } = account.employees.get(employeeId) ?? {}
      return archivedOn === null || month <= archivedOn
    }
    const differing = account.findings.filter(
      (finding) =>
        finding.month >= from &&
        finding.month <= to &&
        isKept(account, finding.month, finding.claudeUserId) &&
        !isExcluded(account, finding.claudeUserId) &&
        isAboutEmployee(finding),
    )
    return [...Map.groupBy(differing, ({ month }) => month)]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([month, findings]) =>
        counterIds.flatMap((counter) =>
          findings.some((finding) => finding.counter === counter) ? { month, counter } : [],
        ),
      )
  },
  async sumClaudeUsers(accountId, period, { after, limit }) {
    const { usage, ledger } = getAccount(accountId)
    const ids = new Set([...usage.values()].flatMap((rows) => [...rows.keys()]))
    const remainingIds = [...ids].sort(compareText).filter((id) => after === null || id > after)
    const listRows = (id: ClaudeUserId, days = listDays(period)): Counters[] =>
      days.flatMap((day) => usage.get(day)?.get(id) ?? [])
    const unattributedDays = listDays(period).filter((day) => (ledger.get(day)?.read?.unattributedRows ?? 0) > 0)
    return remainingIds.slice(0, limit).map((claudeUserId) => ({
      claudeUserId,
      sums: {
        ...sumCounters(listRows(claudeUserId)),
        rowsOnUnattributedDays: listRows(claudeUserId, unattributedDays).length,
      },
    }))
  },
  async findUsersNotKept(accountId, among, day) {
    const account = getAccount(accountId)
    return new Set(among.filter((id) => !isKept(account, day, id)))
  },
})

/** Sorts findings by month, Claude user and the order of the counters. */
export const sortFindings = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) =>
      compareText(a.month, b.month) ||
      compareText(a.claudeUserId, b.claudeUserId) ||
      counterIds.indexOf(a.counter) - counterIds.indexOf(b.counter),
  )

/** Lists the checks of the months that are kept, oldest month first. */
export const listMonthChecks = (account: Account): MonthCheck[] => {
  const checks = [...account.checks.values()].filter(({ month }) => isKept(account, month))
  return structuredClone(checks.sort((a, b) => compareText(a.month, b.month)))
}
