import type {
  AccountId,
  ClaudeUserId,
  CounterSums,
  Counters,
  Day,
  Employee,
  EmployeeId,
  Period,
} from '@windmill/claude-core'
import { sumCounters } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'
import { type KeptDays, readKeptDays } from './kept-days.ts'
import { anyPeriod } from './ledger.ts'
import { listUsersOf } from './links.ts'
import { readEmployee } from './people.ts'

/** The usage rows of an employee that count. */
export interface EmployeeRows {
  /** Undefined if the employee is not in the directory. */
  readonly employee: Employee | undefined
  /** The linked Claude users, without those that are not kept at all. */
  readonly claudeUsers: readonly ClaudeUserId[]
  /** The first kept days of these Claude users, without those that have none of their own. */
  readonly userKeptFrom: readonly Day[]
  /** The days with rows, oldest first. */
  readonly days: readonly Day[]
  readonly listRows: (period: Period) => Counters[]
  readonly sum: (period: Period) => CounterSums
}

interface UsageRow {
  readonly user_id: ClaudeUserId
  readonly day: Day
  readonly counters: string
  readonly is_unattributed: number
}

/**
 * Reads the usage rows of an employee. Leaves out activity after the archived date, whatever is not kept, and the
 * Claude users of an excluded employee.
 * @param span - The days to read. `@default` all days
 * @param kept - What is kept, if it was read already.
 */
export const readEmployeeRows = (
  db: Database,
  accountId: AccountId,
  id: EmployeeId,
  span: Period = anyPeriod,
  kept: KeptDays = readKeptDays(db, accountId),
): EmployeeRows => {
  const employee = readEmployee(db, accountId, id)
  const claudeUsers = listUsersOf(db, accountId, id).filter((user) => !kept.isExcluded(user))
  const last = employee?.archivedOn && employee.archivedOn < span.to ? employee.archivedOn : span.to
  const rows = db.all<UsageRow>`
    select user_id, day, counters, coalesce(has_unattributed_rows, 0) as is_unattributed
    from usage left join ledger using (account_id, day)
    where account_id = ${accountId} and user_id in (select value from json_each(${claudeUsers}))
      and day between ${span.from} and ${last}
    order by day`
    .filter((row) => kept.isKept(row.day, row.user_id))
    .map((row) => ({ ...row, counters: JSON.parse(row.counters) as Counters }))
  const select = ({ from, to }: Period) => rows.filter(({ day }) => day >= from && day <= to)
  return {
    employee,
    claudeUsers,
    userKeptFrom: claudeUsers.flatMap((user) => kept.getUserFrom(user) ?? []).sort(),
    days: [...new Set(rows.map(({ day }) => day))],
    listRows: (period) => select(period).map(({ counters }) => counters),
    sum: (period) => {
      const selected = select(period)
      return {
        ...sumCounters(selected.map(({ counters }) => counters)),
        rowsOnUnattributedDays: selected.filter((row) => row.is_unattributed).length,
      }
    },
  }
}
