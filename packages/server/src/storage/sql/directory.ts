import { type AccountId, type Day, type Employee, type EmployeeId, managersAbove } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { directoryInput, isStorableId } from '../input.ts'
import { searchText, wordsOf } from '../search.ts'
import type { Db } from './schema.ts'
import { chunksOf, dayText, oneAtATime, texts } from './values.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  | 'directoryTurn'
  | 'replaceDirectory'
  | 'putEmployees'
  | 'getEmployee'
  | 'listEmployees'
  | 'listManagers'
  | 'searchEmployees'
>

export const directory = (db: Db): DirectoryMethods => ({
  directoryTurn: () => nextTurn(db),

  async replaceDirectory(accountId, given, turn) {
    const employees = directoryInput(given)
    return await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'directory', accountId)
      const readIn = turn ?? (await nextTurn(trx))
      const { rows } = await sql`
        insert into claude.directories as stored (account_id, turn) values (${accountId}, ${readIn})
        on conflict (account_id) do update set turn = excluded.turn
        where coalesce(stored.turn, 0) <= excluded.turn
        returning 1`.execute(trx)
      if (rows.length === 0) return false
      await sql`
        delete from claude.employees as stored
        where account_id = ${accountId} and ${notLater(readIn)} and not exists (
          select from unnest(${texts(employees.map(({ id }) => id))}) as given (id) where given.id = stored.employee_id
        )`.execute(trx)
      for (const chunk of chunksOf(employees)) await write(trx, accountId, chunk, { putIn: null, turn: readIn })
      return true
    })
  },

  async putEmployees(accountId, given) {
    const employees = directoryInput(given)
    await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'directory', accountId)
      const turn = await nextTurn(trx)
      for (const chunk of chunksOf(employees)) await write(trx, accountId, chunk, { putIn: turn, turn })
    })
  },

  async getEmployee(accountId, employeeId) {
    if (!isStorableId(employeeId)) return null
    const row = await select(db, accountId).where('employee_id', '=', employeeId).executeTakeFirst()
    return row ? toEmployee(row) : null
  },

  listEmployees: (accountId, among) => listEmployees(db, accountId, among),

  async listManagers(accountId, employeeId) {
    if (!isStorableId(employeeId)) return []
    const { rows } = await sql<{ readonly id: EmployeeId }>`
      with recursive chain as (
        select employee_id as id, manager_id from claude.employees
        where account_id = ${accountId} and employee_id = ${employeeId}
        union
        select above.employee_id, above.manager_id from chain
        join claude.employees above on above.account_id = ${accountId} and above.employee_id = chain.manager_id
      )
      select id from chain`.execute(db)
    // Who on it is above them is core's to say: a chain may run into a circle.
    const chain = await listEmployees(
      db,
      accountId,
      rows.map(({ id }) => id),
    )
    const byId = new Map(chain.map((employee) => [employee.id, employee]))
    return managersAbove(employeeId, byId).flatMap((id) => byId.get(id) ?? [])
  },

  async searchEmployees(accountId, search, on, limit) {
    const patterns = wordsOf(search).map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
    const rows = await select(db, accountId)
      .where(sql<boolean>`search like all(${texts(patterns)})`)
      .orderBy(sql`coalesce(archived_on <= ${on}::date, false)`)
      .orderBy('search')
      .orderBy('employee_id')
      .limit(limit)
      .execute()
    return rows.map(toEmployee)
  },
})

const select = (db: Db, accountId: AccountId) =>
  db
    .selectFrom('claude.employees')
    .select(['employee_id', 'name', 'emails', 'manager_id', dayText<Day | null>('archived_on').as('archived_on')])
    .where('account_id', '=', accountId)

const nextTurn = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ turn: number }>`
    select nextval('claude.directory_turns')::double precision as turn`.execute(db)
  return rows[0]?.turn ?? 0
}

/** Whether a stored employee was not put after `turn`. */
const notLater = (turn: number) => sql`coalesce(stored.put_turn, 0) <= ${turn}::bigint`

export const listEmployees = async (
  db: Db,
  accountId: AccountId,
  among?: readonly EmployeeId[],
): Promise<Employee[]> => {
  const all = select(db, accountId).orderBy('employee_id')
  const asked = among && texts([...new Set(among)].filter(isStorableId))
  const rows = await (asked ? all.where(sql<boolean>`employee_id = any(${asked})`) : all).execute()
  return rows.map(toEmployee)
}

const toEmployee = (row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Employee => ({
  id: row.employee_id as EmployeeId,
  name: row.name,
  emails: row.emails,
  managerId: row.manager_id as EmployeeId | null,
  archivedOn: row.archived_on,
})

// An array cannot hold arrays of different lengths, so the e-mails of each employee travel as JSON.
const write = async (
  trx: Db,
  accountId: AccountId,
  employees: readonly Employee[],
  { putIn, turn }: { readonly putIn: number | null; readonly turn: number },
): Promise<void> => {
  await sql`
    insert into claude.employees as stored (account_id, employee_id, name, emails, manager_id, archived_on, search, put_turn)
    select
      ${accountId}::text, id, name, array(select jsonb_array_elements_text(emails::jsonb)), manager_id, archived_on::date,
      search, ${putIn}::bigint
    from unnest(
      ${texts(employees.map(({ id }) => id))},
      ${texts(employees.map(({ name }) => name))},
      ${texts(employees.map(({ emails }) => JSON.stringify(emails)))},
      ${texts(employees.map(({ managerId }) => managerId))},
      ${texts(employees.map(({ archivedOn }) => archivedOn))},
      ${texts(employees.map(searchText))}
    ) as given (id, name, emails, manager_id, archived_on, search)
    on conflict (account_id, employee_id) do update
    set (name, emails, manager_id, archived_on, search, put_turn) = row(
      excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on, excluded.search,
      coalesce(excluded.put_turn, stored.put_turn)
    )
    where ${notLater(turn)} and (
      ${putIn}::bigint is not null
      or (stored.name, stored.emails, stored.manager_id, stored.archived_on, stored.search)
        is distinct from (excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on, excluded.search)
    )`.execute(trx)
}
