import { type AccountId, type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import type { Finding, MonthCheck, StorageAdapter } from '@windmill/claude-server'
import { compareText, requireStorableId, sumCounters } from '@windmill/claude-server/storage'
import { requireLease } from './accounts.ts'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { readLinks } from './links.ts'
import { readEmployee } from './people.ts'

type CheckOperations = Pick<
  StorageAdapter,
  | 'listMonthChecks'
  | 'saveMonthCheck'
  | 'listFindings'
  | 'listDifferingCounters'
  | 'sumClaudeUsers'
  | 'findUsersNotKept'
>

export const createCheckOperations = (db: Database): CheckOperations => ({
  listMonthChecks: (accountId) => db.read(() => listMonthChecks(db, accountId)),
  saveMonthCheck: (accountId, token, check, findings) =>
    db.write(() => {
      for (const { claudeUserId } of findings ?? []) requireStorableId(claudeUserId)
      requireLease(db, accountId, token)
      const { month } = check
      db.run`insert into month_checks values (${accountId}, ${month}, ${check})
        on conflict do update set month_check = excluded.month_check`
      if (!findings) return
      db.run`delete from findings where account_id = ${accountId} and month = ${month}`
      for (const { claudeUserId, counter, stored, claude } of findings) {
        db.run`insert into findings values (${accountId}, ${month}, ${claudeUserId}, ${counter}, ${stored}, ${claude})`
      }
    }),
  listFindings: (accountId) =>
    db.read(() => {
      const { isKept } = readKeptDays(db, accountId)
      return listFindings(db, accountId).filter(({ month, claudeUserId }) => isKept(month, claudeUserId))
    }),
  listDifferingCounters: (accountId, among, { from, to }) =>
    db.read(() => {
      const { isKept, isExcluded } = readKeptDays(db, accountId)
      const links = readLinks(db, accountId)
      const isAboutEmployee = ({ month, claudeUserId }: Finding): boolean => {
        const employeeId = links.get(claudeUserId)?.employeeId
        if (employeeId == null || !among.includes(employeeId)) return false
        const archivedOn = readEmployee(db, accountId, employeeId)?.archivedOn ?? null
        return archivedOn === null || month <= archivedOn
      }
      const differing = listFindings(db, accountId).filter(
        (finding) =>
          finding.month >= from &&
          finding.month <= to &&
          isKept(finding.month, finding.claudeUserId) &&
          !isExcluded(finding.claudeUserId) &&
          isAboutEmployee(finding),
      )
      return [...Map.groupBy(differing, ({ month }) => month)].flatMap(([month, findings]) => {
        const counters = new Set(findings.map(({ counter }) => counter))
        return counterIds.flatMap((counter) => (counters.has(counter) ? { month, counter } : []))
      })
    }),
  sumClaudeUsers: (accountId, { from, to }, { after, limit }) =>
    db.read(() => {
      const ids = db.all<{ user_id: ClaudeUserId }>`select distinct user_id from usage
        where account_id = ${accountId} and (${after} is null or user_id > ${after}) order by user_id limit ${limit}`
      return ids.map(({ user_id: claudeUserId }) => {
        const rows = db.all<{ counters: string; is_unattributed: number }>`
          select counters, coalesce(has_unattributed_rows, 0) as is_unattributed
          from usage left join ledger using (account_id, day)
          where account_id = ${accountId} and user_id = ${claudeUserId} and day between ${from} and ${to}`
        const counters = rows.map((row): Counters => JSON.parse(row.counters))
        const rowsOnUnattributedDays = rows.filter((row) => row.is_unattributed).length
        return { claudeUserId, sums: { ...sumCounters(counters), rowsOnUnattributedDays } }
      })
    }),
  findUsersNotKept: (accountId, among, day) =>
    db.read(() => {
      const { isKept } = readKeptDays(db, accountId)
      return new Set(among.filter((id) => !isKept(day, id)))
    }),
})

/** Returns the findings of an account, by month, Claude user and the order of the counters. */
export const listFindings = (db: Database, accountId: AccountId): Finding[] =>
  db.all<Finding>`select month, user_id as claudeUserId, counter, stored, claude from findings
    where account_id = ${accountId}`
    .map((finding) => ({ ...finding }))
    .sort(
      (a, b) =>
        compareText(a.month, b.month) ||
        compareText(a.claudeUserId, b.claudeUserId) ||
        counterIds.indexOf(a.counter) - counterIds.indexOf(b.counter),
    )

/** Returns the checks of the kept months, oldest first. */
export const listMonthChecks = (db: Database, accountId: AccountId): MonthCheck[] => {
  const { isKept } = readKeptDays(db, accountId)
  return db.all<{ month: Day; month_check: string }>`
    select month, month_check from month_checks where account_id = ${accountId} order by month`
    .filter(({ month }) => isKept(month))
    .map(({ month_check }) => JSON.parse(month_check))
}
