import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import { buildFirstDay } from './kept-from.ts'

/** The first and the last day to select, as SQL dates. */
interface DayRange {
  readonly from: RawBuilder<unknown>
  readonly to: RawBuilder<unknown>
}

/**
 * Selects the usage days of the Claude user of an outer row of `links`. Days that are not kept, and those after the
 * archived date of the employee, are left out. `offset 0` makes PostgreSQL read the rows as one range of the primary
 * key.
 * @param archivedOn - The archived date of the employee. By default, the column `archived_on` of an outer row.
 */
export const selectUserDays = (
  accountId: AccountId,
  { from, to }: DayRange,
  archivedOn: RawBuilder<unknown> = sql`archived_on`,
): RawBuilder<unknown> => sql`
  select * from usage_days
  where account_id = ${accountId} and claude_user_id = links.claude_user_id
    and day between ${buildFirstDay(accountId, from)} and least(${to}, ${archivedOn})
  offset 0`
