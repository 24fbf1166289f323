import { addDays, counterIds, type Day, type Employee, type EmployeeId, employeeId } from '@windmill/claude-core'
import type pg from 'pg'
import type { StorageAdapter } from '../src/index.ts'
import { account } from './start-integration.ts'

export const dayCount = 200
export const latestDay: Day = '2026-11-21'
const firstDay = addDays(latestDay, 1 - dayCount)

/**
 * The company has one top employee. Ten division heads report to them, and 10,000 employees are below each division
 * head.
 */
const divisionCount = 10
const employeesPerDivision = 10_000
const maxEmployeeCount = 1 + divisionCount * (1 + employeesPerDivision)
/** Average number of direct reports. With so few, some employees have up to twelve managers above them. */
const averageDirectReports = 2.55

/**
 * The index of each employee's manager. It is always smaller than the employee's own index, and null for the top
 * employee.
 */
const managerIndexes: readonly (number | null)[] = Array.from({ length: maxEmployeeCount }, (_, index) => {
  if (index === 0) return null
  const indexInDivision = (index - 1) % (1 + employeesPerDivision)
  return indexInDivision === 0 ? 0 : index - indexInDivision + Math.floor((indexInDivision - 1) / averageDirectReports)
})

const toEmployeeId = (index: number): EmployeeId => employeeId(`e-${String(index).padStart(6, '0')}`)

/** A part of the company: the top employee and the first divisions. */
export interface Company {
  readonly employees: readonly Employee[]
  /** Finds the manager with the team size nearest to `size`. A team is everyone below the manager, at any depth. */
  readonly findManagerByTeamSize: (size: number) => { readonly id: EmployeeId; readonly size: number }
  /** Picks employees from all parts of the company. Always picks the same employees. */
  readonly sampleEmployees: (count: number) => readonly EmployeeId[]
}

/** Creates the part of the company with this many employees, or with all employees if there are fewer. */
export const createCompany = (size: number): Company => {
  const employees = allEmployees.slice(0, size)
  const teamSizes = employees.map(() => 0)
  for (const index of [...employees.keys()].toReversed()) {
    const manager = managerIndexes[index]
    if (manager != null) teamSizes[manager] = (teamSizes[manager] ?? 0) + (teamSizes[index] ?? 0) + 1
  }
  return {
    employees,
    findManagerByTeamSize(teamSize) {
      const getDistance = (index: number) => Math.abs((teamSizes[index] ?? 0) - teamSize)
      const index = [...teamSizes.keys()].reduce((best, next) => (getDistance(next) < getDistance(best) ? next : best))
      return { id: toEmployeeId(index), size: teamSizes[index] ?? 0 }
    },
    sampleEmployees: (count) =>
      Array.from({ length: count }, (_, index) => toEmployeeId((index * 7_919 + 17) % employees.length)),
  }
}

/** The directory. One in fifty employees left, on one of the stored days. */
const allEmployees: readonly Employee[] = managerIndexes.map((manager, index) => ({
  id: toEmployeeId(index),
  name: `Person ${index}`,
  emails: [`person.${index}@example.com`],
  managerId: manager === null ? null : toEmployeeId(manager),
  archivedOn: index % 50 === 49 ? addDays(latestDay, -(index % dayCount)) : null,
  startedOn: null,
  attributes: {},
  participation: 'included',
}))

/**
 * Stores the directory, and for each employee a linked Claude user with one usage row per day. Like in Claude's API,
 * there are rows without activity: no employee is active on weekends, and only a share of them uses each product. The
 * rows are inserted day by day, like by the sync, so that the rows of one Claude user are far apart on disk. Indexes
 * are created last, because that is faster.
 * @param storedCount - The number of employees, in the order of the company, that already have stored usage. Only the
 * others get rows.
 * @returns The number of stored usage rows, including those that were already stored.
 */
export const insertPeopleData = async (
  storage: StorageAdapter,
  pool: pg.Pool,
  { employees }: Company,
  storedCount: number,
): Promise<number> => {
  await storage.replaceDirectory(account, employees)
  const counters = counterIds.map((id, index) => {
    const percent = activePercentByPrefix[id.split('_')[0] ?? ''] ?? 1
    return `case when isodow < 6 and (n * 31 + ${index}) % 100 < ${percent}
      then (n * 7919 + day_number * 104729 + ${index} * 1299709) % 23 else 0 end as ${id}`
  })
  const client = await pool.connect()
  try {
    for (const statement of [
      'set synchronous_commit = off',
      "set maintenance_work_mem = '512MB'",
      `insert into claude.claude_users (account_id, claude_user_id, slot, email)
        select '${account}', 'user_' || employee_id, right(employee_id, 6)::integer, emails[1]
        from claude.employees where account_id = '${account}' on conflict do nothing`,
      `insert into claude.links (account_id, claude_user_id, employee_id, method, ignored)
        select '${account}', 'user_' || employee_id, employee_id, 'email', false
        from claude.employees where account_id = '${account}' on conflict do nothing`,
      'delete from claude.ledger',
      `insert into claude.ledger (account_id, day, read_at, latest_day, skills, connectors, claude_users, requests, times_read, unattributed_rows, changed_rows)
        select '${account}', day::date, now(), '${latestDay}', 'report', 'report', ${employees.length}, 303, 1, 0, 0
        from generate_series('${firstDay}'::date, '${latestDay}'::date, interval '1 day') as day`,
      'alter table claude.usage_days drop constraint usage_days_pkey',
      'drop index claude.usage_days_by_day',
      `insert into claude.usage_days (day, account_id, claude_user_id, ${counterIds.join()})
        select day, '${account}', 'user_e-' || lpad(n::text, 6, '0'), ${counters.join()}
        from (
          select day::date as day, extract(isodow from day) as isodow, extract(epoch from day)::bigint / 86400 as day_number
          from generate_series('${firstDay}'::date, '${latestDay}'::date, interval '1 day') as day offset 0
        ) as calendar cross join generate_series(${storedCount}, ${employees.length - 1}) as n`,
      'alter table claude.usage_days add primary key (account_id, claude_user_id, day)',
      'create index usage_days_by_day on claude.usage_days (day, account_id)',
      'vacuum (analyze)',
      'checkpoint',
    ]) {
      await client.query(statement)
    }
    const token = await storage.acquireLease(account, 3_600_000)
    if (token === null) throw new Error('The account has a lease.')
    await storage.completeActivityIndex(account, token)
    await storage.releaseLease(account, token)
    const { rows } = await client.query('select count(*)::integer as count from claude.usage_days')
    return rows[0].count
  } finally {
    client.release(true)
  }
}

/** Percentage of employees with activity on workdays, by the prefix of the counter. */
const activePercentByPrefix: Readonly<Record<string, number>> = {
  chat: 60,
  unified: 20,
  code: 40,
  skill: 30,
  connector: 25,
  excel: 20,
  powerpoint: 15,
}
