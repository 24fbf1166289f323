import { setImmediate } from 'node:timers/promises'
import { countDays, type Day, type EmployeeName } from '@windmill/claude-core'
import { activityCounters } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isLinkKept } from './kept-from.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import { parseSums, type SumsText, sumRows } from './sums.ts'
import { selectUserDays } from './user-days.ts'
import { hideAccount } from './values.ts'
import { buildEmployeeJoin, selectVisible } from './visibility-methods.ts'

type ExportMethods = Pick<StorageAdapter, 'readExport'>

type Row = EmployeeName & { readonly day: Day; readonly claude_users: number; readonly sums: SumsText }

/**
 * Maximum rows per page. A page has at least one employee, so it can have more rows if the period has more days. PGlite
 * and the formatting of a page hold the event loop, so a page must be small.
 */
const maxPageRows = 2_000

/**
 * Each page is a query for the next few subjects, which checks again which of them the viewer may see. So the last page
 * is as fast as the first, and no transaction stays open while a page is sent.
 */
export const createExportMethods = (runHeavyRead: RunHeavyRead): ExportMethods => ({
  async *readExport(viewer, subjects, period, on, options = {}) {
    const { accountId } = viewer
    const subjectsPerPage = Math.max(1, Math.floor(maxPageRows / countDays(period)))
    for (let start = 0; start < subjects.length; start += subjectsPerPage) {
      // PGlite never waits for the event loop, so pages would follow each other without a break.
      await setImmediate()
      const among = subjects.slice(start, start + subjectsPerPage)
      const query = sql<Row>`
        select
          profile.id, name, to_char(day::timestamp, 'YYYY-MM-DD') as day, claude_users::double precision, sums
        from (
          select employee.*, (
            select count(*) from links where account_id = ${hideAccount(accountId)} and employee_id = employee.id
              and ${isLinkKept}
          ) as claude_users
          from (${selectVisible(viewer, { among }, on)}) as visible
          cross join ${buildEmployeeJoin(accountId, sql`visible.id`)} as employee
          where participation = 'included'
        ) as profile
        cross join lateral (
          select day, ${sumRows(accountId)} as sums
          from links cross join lateral (
            ${selectUserDays(accountId, { from: sql`${period.from}::date`, to: sql`${period.to}::date` })}
          ) as user_days
          where links.account_id = ${hideAccount(accountId)} and links.employee_id = profile.id
          group by day
          having bool_or(greatest(${sql.join(activityCounters.any.map((id) => sql.ref(id)))}) > 0)
        ) as days
        order by profile.id, days.day`
      const { rows } = await runHeavyRead((db) => query.execute(db), options)
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
