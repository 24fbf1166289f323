import { addDays, counterIds, type Day, type Employee, type EmployeeId, employeeId } from '@windmill/claude-core'
import type pg from 'pg'
import type { StorageAdapter } from '../src/index.ts'
import { account } from './product.ts'

export const days = 90
export const latestDay: Day = '2026-11-21'
const firstDay = addDays(latestDay, 1 - days)

/** One employee at the top, ten division heads below, and 10,000 employees below each of them. */
const divisions = 10
const peoplePerDivision = 10_000
export const people = 1 + divisions * (1 + peoplePerDivision)
/** Average direct reports of a manager: few enough for a line of twelve managers. */
const directReports = 2.55

/** The index of every employee's manager, which is always smaller than their own. Null for the employee at the top. */
const managers: readonly (number | null)[] = Array.from({ length: people }, (_, index) => {
  if (index === 0) return null
  const indexInDivision = (index - 1) % (1 + peoplePerDivision)
  return indexInDivision === 0 ? 0 : index - indexInDivision + Math.floor((indexInDivision - 1) / directReports)
})

const toEmployeeId = (index: number): EmployeeId => employeeId(`e-${String(index).padStart(6, '0')}`)

/** Number of employees below each employee, at any depth. */
const sizes = managers.map(() => 0)
for (const index of [...managers.keys()].toReversed()) {
  const manager = managers[index]
  if (manager != null) sizes[manager] = (sizes[manager] ?? 0) + (sizes[index] ?? 0) + 1
}

/** Finds the manager with the number of employees below them that is nearest to `size`. */
export const findManagerOfSize = (size: number): { readonly id: EmployeeId; readonly people: number } => {
  const distance = (index: number) => Math.abs((sizes[index] ?? 0) - size)
  const index = [...sizes.keys()].reduce((best, next) => (distance(next) < distance(best) ? next : best))
  return { id: toEmployeeId(index), people: sizes[index] ?? 0 }
}

/** Picks employees from all parts of the company, the same ones each time. */
export const sampleEmployees = (count: number): readonly EmployeeId[] =>
  Array.from({ length: count }, (_, index) => toEmployeeId((index * 7_919 + 17) % people))

/** One in fifty has left, on one of the days. */
const employees: readonly Employee[] = managers.map((manager, index) => ({
  id: toEmployeeId(index),
  name: `Person ${index}`,
  emails: [`person.${index}@example.com`],
  managerId: manager === null ? null : toEmployeeId(manager),
  archivedOn: index % 50 === 49 ? addDays(latestDay, -(index % days)) : null,
}))

/**
 * Stores the directory, and a Claude user with a row per day for every employee. Claude's API returns rows without
 * activity too: nobody is active on weekends, and each product is used by a share of the people. The rows are inserted
 * day by day, as the sync does it, so that those of one person are far apart. Indexes are created afterwards, which is
 * faster.
 * @returns The number of usage rows.
 */
export const insertData = async (storage: StorageAdapter, pool: pg.Pool): Promise<number> => {
  await storage.replaceDirectory(account, employees)
  const counters = counterIds.map((id, index) => {
    const percent = activePercents[id.split('_')[0] ?? ''] ?? 1
    return `case when isodow < 6 and (n * 31 + ${index}) % 100 < ${percent}
      then (n * 7919 + day_number * 104729 + ${index} * 1299709) % 23 else 0 end as ${id}`
  })
  const client = await pool.connect()
  try {
    for (const statement of [
      'set synchronous_commit = off',
      "set maintenance_work_mem = '512MB'",
      `insert into claude.claude_users
        select '${account}', 'user_' || employee_id, emails[1] from claude.employees where account_id = '${account}'`,
      `insert into claude.links
        select '${account}', 'user_' || employee_id, employee_id, 'email', false
        from claude.employees where account_id = '${account}'`,
      `insert into claude.ledger
        select '${account}', day::date, now(), '${latestDay}', 'report', 'report', ${people}, 303, 1, null, null, null, null, false
        from generate_series('${firstDay}'::date, '${latestDay}'::date, interval '1 day') as day`,
      'alter table claude.usage_days drop constraint usage_days_pkey',
      'drop index claude.usage_days_by_day',
      `insert into claude.usage_days (day, account_id, claude_user_id, ${counterIds.join()})
        select day, '${account}', 'user_e-' || lpad(n::text, 6, '0'), ${counters.join()}
        from (
          select day::date as day, extract(isodow from day) as isodow, extract(epoch from day)::bigint / 86400 as day_number
          from generate_series('${firstDay}'::date, '${latestDay}'::date, interval '1 day') as day offset 0
        ) as calendar cross join generate_series(0, ${people - 1}) as n`,
      'alter table claude.usage_days add primary key (account_id, claude_user_id, day)',
      'create index usage_days_by_day on claude.usage_days (account_id, day)',
      'vacuum (analyze)',
      'checkpoint',
    ]) {
      await client.query(statement)
    }
    const { rows } = await client.query('select count(*)::integer as count from claude.usage_days')
    return rows[0].count
  } finally {
    client.release(true)
  }
}

/** Percentage of people who use a product at all, by the prefix of its counters. */
const activePercents: Readonly<Record<string, number>> = {
  chat: 60,
  unified: 20,
  code: 40,
  skill: 30,
  connector: 25,
  excel: 20,
  powerpoint: 15,
}
