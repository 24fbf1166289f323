import type { AccountId, Day, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { EmployeeFigures, StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import {
  aggregateUserKeptFrom,
  buildKeptCondition,
  formatKeptFrom,
  isLinkKept,
  parseUserKeptFrom,
} from './kept-from.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import type { Db } from './schema.ts'
import { parseReadDays, parseSums, type SumsText, selectReadDays, sumRows } from './sums.ts'
import { selectUserDays } from './user-days.ts'
import { hideAccount, toTextArray } from './values.ts'

type ChangeMethods = Pick<StorageAdapter, 'listChanges' | 'readFigures'>

/** The newest change numbers of an account, and the days and employees that changed after a position. */
interface ChangesRow {
  readonly number: number
  readonly membership_number: number
  readonly kept_from: Day | null
  /** JSON as text: an array of `[change number, day]`. */
  readonly days: string
  /** JSON as text: an array of `[change number, employee id]`. */
  readonly employees: string
}

interface FiguresRow {
  /** Null if nobody is found. */
  readonly id: EmployeeId | null
  readonly started_on: Day | null
  readonly archived_on: Day | null
  readonly claude_users: number
  /** For `parseUserKeptFrom`. */
  readonly user_kept_from: string | null
  /** JSON as text: an array of `[day, SumsText]`. */
  readonly sums: string | null
  /** For `parseReadDays`. */
  readonly days: string
}

export const createChangeMethods = (db: Db, runHeavyRead: RunHeavyRead): ChangeMethods => ({
  async listChanges(accountId, after, limit) {
    // Changes with a higher number are new. A position that the account never had starts at 0, so every change is new.
    const startNumber = sql`case
      when number < ${after?.number ?? 0}::bigint or membership_number < ${after?.membershipNumber ?? 0}::bigint then 0
      else ${after?.number ?? 0}::bigint
    end`
    const { rows } = await sql<ChangesRow>`
      with newest as materialized (
        select number, membership_number, ${startNumber} as after from (
          select coalesce(max(number), 0) as number, coalesce(max(membership_number), 0) as membership_number
          from change_counters where account_id = ${accountId}
        ) as counter
      )
      select
        number::double precision as number, membership_number::double precision as membership_number,
        ${formatKeptFrom(accountId)} as kept_from,
        (
          select coalesce(json_agg(json_build_array(changed.number, day) order by day), '[]')::text
          from changed_days as changed
          where account_id = ${accountId} and changed.number > newest.after and ${buildKeptCondition(accountId)}
        ) as days,
        (
          select coalesce(json_agg(json_build_array(page.number, employee_id)), '[]')::text
          from (
            select changed.number, changed.employee_id
            from changed_employees as changed cross join lateral (
              select 1 from employees
              where account_id = ${accountId} and employee_id = changed.employee_id and participation = 'included'
                and ${buildLinkedCondition(accountId)}
              offset 0
            ) as member
            where changed.account_id = ${accountId} and changed.number > newest.after and ${after !== null}
            order by changed.number limit ${limit + 1}
          ) as page
        ) as employees
      from newest`.execute(db)
    const [row] = rows
    const { number: newestNumber = 0, membership_number: membershipNumber = 0, kept_from: keptFrom = null } = row ?? {}
    const employees = JSON.parse(row?.employees ?? '[]') as readonly [number, EmployeeId][]
    const page = employees.slice(0, limit)
    const hasMore = employees.length > limit
    const endNumber = (hasMore ? page.at(-1)?.[0] : newestNumber) ?? newestNumber
    const isMembershipUnchanged = after?.membershipNumber === membershipNumber
    const days = JSON.parse(row?.days ?? '[]') as readonly [number, Day][]
    return {
      days: days.flatMap(([changeNumber, day]) => (changeNumber <= endNumber ? day : [])),
      employees: page.map(([, id]) => id),
      // `everyone` is read after the change numbers, so it can already contain a later change of membership. The next
      // call then returns `everyone` again.
      everyone: hasMore || isMembershipUnchanged ? null : await listIdsWithFigures(db, accountId),
      keptFrom,
      position: { number: endNumber, membershipNumber: hasMore ? (after?.membershipNumber ?? 0) : membershipNumber },
      hasMore,
    }
  },

  async readFigures(accountId, { days, employees, after, limit }, options = {}) {
    const sorted = days?.toSorted()
    const [from, to] = sorted ? [sorted[0], sorted.at(-1)] : (['-infinity', 'infinity'] as const)
    if (from === undefined || to === undefined) return { employees: [], days: [] }
    const isRequested = days ? sql`day = any(${toTextArray(days)}::date[])` : sql`true`
    const isMember = sql.join(
      [
        sql`account_id = ${accountId} and participation = 'included' and ${buildLinkedCondition(accountId)}`,
        employees ? sql`employee_id = any(${toTextArray(employees.filter(isStorableId))})` : sql`true`,
        after === null ? sql`true` : sql`employee_id > ${after}`,
      ],
      sql` and `,
    )
    const query = sql<FiguresRow>`
      with member as materialized (
        select employee_id as id, started_on, archived_on from employees where ${isMember}
        order by employee_id limit ${limit}
      )
      select
        member.id, to_char(member.started_on::timestamp, 'YYYY-MM-DD') as started_on,
        to_char(member.archived_on::timestamp, 'YYYY-MM-DD') as archived_on,
        claude_users::double precision as claude_users, user_kept_from, sums, read.days
      from (select (${selectReadDays(accountId, { from: from as Day, to: to as Day }, isRequested)}) as days) as read
      left join member on true
      left join lateral (
        select count(*) as claude_users, ${aggregateUserKeptFrom} as user_kept_from from links
        where account_id = ${hideAccount(accountId)} and employee_id = member.id and ${isLinkKept}
      ) as linked on true
      left join lateral (
        select json_agg(json_build_array(day, sums))::text as sums from (
          select day, ${sumRows(accountId)} as sums
          from links cross join lateral (
            ${selectUserDays(accountId, { from: sql`${from}::date`, to: sql`${to}::date` })}
          ) as user_days
          where links.account_id = ${hideAccount(accountId)} and links.employee_id = member.id and ${isRequested}
          group by day
        ) as by_day
      ) as summed on true
      order by member.id`
    const { rows } = await runHeavyRead((heavyDb) => query.execute(heavyDb), options)
    return {
      employees: rows.flatMap(({ id, ...row }): EmployeeFigures[] => {
        if (id === null) return []
        const sums = JSON.parse(row.sums ?? '[]') as readonly [Day, SumsText][]
        return [
          {
            id,
            startedOn: row.started_on,
            archivedOn: row.archived_on,
            claudeUsers: row.claude_users,
            userKeptFrom: parseUserKeptFrom(row.user_kept_from),
            sums: new Map(sums.map(([day, text]) => [day, parseSums(text)])),
          },
        ]
      }),
      days: parseReadDays(rows[0]?.days ?? '[]'),
    }
  },
})

/** The condition that an employee, a row of `employees`, has a Claude user that is kept. */
const buildLinkedCondition = (accountId: AccountId) => sql`exists (
  select from links
  where links.account_id = ${hideAccount(accountId)} and links.employee_id = employees.employee_id and ${isLinkKept}
  offset 0)`

/** Returns the ids of all employees with figures. */
const listIdsWithFigures = async (db: Db, accountId: AccountId): Promise<EmployeeId[]> => {
  const { rows } = await sql<{ readonly id: EmployeeId }>`
    select employee_id as id from employees
    where account_id = ${accountId} and participation = 'included' and ${buildLinkedCondition(accountId)}
    order by employee_id`.execute(db)
  return rows.map(({ id }) => id)
}
