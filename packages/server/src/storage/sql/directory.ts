import { type AccountId, type Day, type Employee, type EmployeeId, managersAbove } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { directoryInput, isStorableId } from '../input.ts'
import { searchText, wordsOf } from '../search.ts'
import type { Db } from './schema.ts'
import { chunksOf, dayText, oneAtATime, texts } from './values.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  'replaceDirectory' | 'putEmployees' | 'lastPut' | 'getEmployee' | 'listEmployees' | 'listManagers' | 'searchEmployees'
>

export const directory = (db: Db): DirectoryMethods => ({
  async replaceDirectory(accountId, given, lastPut = always) {
    const employees = directoryInput(given)
    await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'directory', accountId)
      await sql`
        delete from claude.employees as stored
        where account_id = ${accountId} and ${notNewer(lastPut)} and not exists (
          select from unnest(${texts(employees.map(({ id }) => id))}) as given (id) where given.id = stored.employee_id
        )`.execute(trx)
      for (const chunk of chunksOf(employees)) await write(trx, accountId, chunk, { put: null, lastPut })
    })
  },

  async putEmployees(accountId, given) {
    const employees = directoryInput(given)
    await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'directory', accountId)
      const { rows } = await sql<{ put: number }>`
        select nextval('claude.directory_puts')::double precision as put`.execute(trx)
      for (const chunk of chunksOf(employees))
        await write(trx, accountId, chunk, { put: rows[0]?.put ?? null, lastPut: always })
    })
  },

  async lastPut(accountId) {
    const { rows } = await sql<{ last: number }>`
      select coalesce(max(put_number), 0)::double precision as last from claude.employees
      where account_id = ${accountId}`.execute(db)
    return rows[0]?.last ?? 0
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

/** Later than any put. */
const always = Number.MAX_SAFE_INTEGER

/** Whether a stored employee was not put later than `lastPut`. */
const notNewer = (lastPut: number) => sql`coalesce(stored.put_number, 0) <= ${lastPut}::bigint`

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
  { put, lastPut }: { readonly put: number | null; readonly lastPut: number },
): Promise<void> => {
  await sql`
    insert into claude.employees as stored (account_id, employee_id, name, emails, manager_id, archived_on, search, put_number)
    select
      ${accountId}::text, id, name, array(select jsonb_array_elements_text(emails::jsonb)), manager_id, archived_on::date,
      search, ${put}::bigint
    from unnest(
      ${texts(employees.map(({ id }) => id))},
      ${texts(employees.map(({ name }) => name))},
      ${texts(employees.map(({ emails }) => JSON.stringify(emails)))},
      ${texts(employees.map(({ managerId }) => managerId))},
      ${texts(employees.map(({ archivedOn }) => archivedOn))},
      ${texts(employees.map(searchText))}
    ) as given (id, name, emails, manager_id, archived_on, search)
    on conflict (account_id, employee_id) do update
    set (name, emails, manager_id, archived_on, search, put_number) = row(
      excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on, excluded.search,
      coalesce(excluded.put_number, stored.put_number)
    )
    where ${notNewer(lastPut)} and (
      ${put}::bigint is not null
      or (stored.name, stored.emails, stored.manager_id, stored.archived_on, stored.search)
        is distinct from (excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on, excluded.search)
    )`.execute(trx)
}
