import type { AccountId, Day, Employee, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { directoryInput, isStorableId } from '../input.ts'
import type { Db } from './schema.ts'
import { chunksOf, dayText, oneAtATime, texts } from './values.ts'

type DirectoryMethods = Pick<StorageAdapter, 'replaceDirectory' | 'getEmployee' | 'listEmployees'>

export const directory = (db: Db): DirectoryMethods => ({
  async replaceDirectory(accountId, given) {
    const employees = directoryInput(given)
    await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'directory', accountId)
      await sql`
        delete from claude.employees as stored
        where account_id = ${accountId} and not exists (
          select from unnest(${texts(employees.map(({ id }) => id))}) as given (id) where given.id = stored.employee_id
        )`.execute(trx)
      for (const chunk of chunksOf(employees)) await putEmployees(trx, accountId, chunk)
    })
  },

  async getEmployee(accountId, employeeId) {
    if (!isStorableId(employeeId)) return null
    const row = await select(db, accountId).where('employee_id', '=', employeeId).executeTakeFirst()
    return row ? toEmployee(row) : null
  },

  async listEmployees(accountId) {
    return (await select(db, accountId).orderBy('employee_id').execute()).map(toEmployee)
  },
})

const select = (db: Db, accountId: AccountId) =>
  db
    .selectFrom('claude.employees')
    .select(['employee_id', 'name', 'emails', 'manager_id', dayText<Day | null>('archived_on').as('archived_on')])
    .where('account_id', '=', accountId)

const toEmployee = (row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Employee => ({
  id: row.employee_id as EmployeeId,
  name: row.name,
  emails: row.emails,
  managerId: row.manager_id as EmployeeId | null,
  archivedOn: row.archived_on,
})

// An array cannot hold arrays of different lengths, so the e-mails of each employee travel as JSON.
const putEmployees = async (trx: Db, accountId: AccountId, employees: readonly Employee[]): Promise<void> => {
  await sql`
    insert into claude.employees as stored (account_id, employee_id, name, emails, manager_id, archived_on)
    select ${accountId}::text, id, name, array(select jsonb_array_elements_text(emails::jsonb)), manager_id, archived_on::date
    from unnest(
      ${texts(employees.map(({ id }) => id))},
      ${texts(employees.map(({ name }) => name))},
      ${texts(employees.map(({ emails }) => JSON.stringify(emails)))},
      ${texts(employees.map(({ managerId }) => managerId))},
      ${texts(employees.map(({ archivedOn }) => archivedOn))}
    ) as given (id, name, emails, manager_id, archived_on)
    on conflict (account_id, employee_id) do update
    set (name, emails, manager_id, archived_on)
      = row(excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on)
    where (stored.name, stored.emails, stored.manager_id, stored.archived_on)
      is distinct from (excluded.name, excluded.emails, excluded.manager_id, excluded.archived_on)`.execute(trx)
}
