import type { AccountId, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { DirectoryOptions } from '../adapter.ts'
import type { Db } from './schema.ts'
import { toTextArray, toTimestamp } from './values.ts'

/**
 * Ends the reporting lines that the stored directory no longer has, and adds those that are new. The lines of the first
 * directory have no beginning. Call it with the directory locked.
 * @param options.among - Only these employees. By default, everyone.
 */
export const updateReportingLines = async (
  trx: Db,
  accountId: AccountId,
  { at, among }: DirectoryOptions & { readonly among?: readonly EmployeeId[] },
): Promise<void> => {
  const time = at === undefined ? sql`date_trunc('milliseconds', storage_time())` : toTimestamp(at)
  const isAmong = among ? sql`employee_id = any(${toTextArray(among)})` : sql`true`
  // While the statistics know few lines of the account, PostgreSQL would compare each changed line with each stored
  // line.
  await sql`set local enable_nestloop = off`.execute(trx)
  await sql`
    with state as (
      select
        -- Later than every earlier change, even if the clocks of servers differ. The log entry of a read identifies the
        -- reporting lines by the time of the latest change before the read, so no two changes may have the same time.
        greatest(${time}, changed_at + interval '1 ms') as at,
        -- A lack of lines alone does not prove that this is the first directory: earlier lines can have been pruned.
        changed_at is not null
          or exists (select from reporting_lines where account_id = ${accountId}) as had_lines
      from (select (select lines_changed_at from directories where account_id = ${accountId}) as changed_at) as stored
    ),
    changed as (
      select
        coalesce(stored.employee_id, line.employee_id) as employee_id, stored.manager_id, stored.in_groups,
        stored.employee_id is not null as is_stored, line.number
      from (
        select employee_id, manager_id, participation <> 'totals' as in_groups
        from employees where account_id = ${accountId} and ${isAmong}
      ) as stored full join (
        select employee_id, manager_id, in_groups, number from reporting_lines
        where account_id = ${accountId} and ended_at is null and ${isAmong}
      ) as line on stored.employee_id = line.employee_id
      where (stored.manager_id, stored.in_groups) is distinct from (line.manager_id, line.in_groups)
        or stored.employee_id is null or line.employee_id is null
    ),
    ended as (
      update reporting_lines as line set ended_at = state.at from changed cross join state
      where line.account_id = ${accountId} and line.employee_id = changed.employee_id and line.number = changed.number
    ),
    stamped as (
      insert into directories as stored (account_id, lines_changed_at)
      select ${accountId}::text, at from state where had_lines and exists (select from changed)
      on conflict (account_id) do update set lines_changed_at = excluded.lines_changed_at
    )
    insert into reporting_lines (account_id, employee_id, manager_id, in_groups, began_at)
    select ${accountId}::text, employee_id, manager_id, in_groups, case when had_lines then at end
    from changed cross join state where is_stored`.execute(trx)
  await sql`set local enable_nestloop = on`.execute(trx)
}
