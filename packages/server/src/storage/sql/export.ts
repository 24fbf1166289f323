import { activityCounters, type Day, type EmployeeName, lengthInDays } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import type { Db } from './schema.ts'
import { parseSums, type SumsText, sums } from './sums.ts'
import { employeeWith, visible } from './visibility.ts'

type ExportMethods = Pick<StorageAdapter, 'readExport'>

type Row = EmployeeName & { readonly day: Day; readonly claude_users: number; readonly sums: SumsText }

/** About how many rows a page may have. */
const pageSize = 10_000

/**
 * Each page is about the next few of the subjects, and asks again whom of those the viewer may see. So a page takes as long
 * at the end as at the beginning, and holds nobody back while it is sent.
 */
export const exports = (db: Db): ExportMethods => ({
  async *readExport(viewer, subjects, period, on) {
    const { accountId } = viewer
    const perPage = Math.max(1, Math.floor(pageSize / lengthInDays(period)))
    for (let start = 0; start < subjects.length; start += perPage) {
      const among = subjects.slice(start, start + perPage)
      const { rows } = await sql<Row>`
        select
          person.id, name, to_char(day::timestamp, 'YYYY-MM-DD') as day, claude_users::double precision, sums
        from (
          select employee.*, (
            select count(*) from claude.links where account_id = ${accountId} and employee_id = employee.id
          ) as claude_users
          from (${visible(viewer, { among }, on)}) as seen
          cross join ${employeeWith(accountId, sql`seen.id`)} as employee
        ) as person
        cross join lateral (
          select day, ${sums} as sums
          from claude.links cross join lateral (
            select * from claude.usage_days
            where account_id = ${accountId} and claude_user_id = links.claude_user_id
              and day between ${period.from}::date and least(${period.to}::date, archived_on)
            offset 0
          ) as theirs
          where links.account_id = ${accountId} and links.employee_id = person.id
          group by day
          having bool_or(greatest(${sql.join(activityCounters.any.map((id) => sql.ref(id)))}) > 0)
        ) as days
        order by person.id, days.day`.execute(db)
      if (rows.length > 0) {
        yield rows.map((row) => ({
          day: row.day,
          employee: { id: row.id, name: row.name },
          claudeUsers: row.claude_users,
          sums: parseSums(row.sums),
        }))
      }
    }
  },
})
