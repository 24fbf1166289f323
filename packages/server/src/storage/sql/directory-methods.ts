import {
  type AccountId,
  type Day,
  type Employee,
  type EmployeeId,
  listManagers,
  type Participation,
} from '@windmill/claude-core'
import { sql } from 'kysely'
import type { DirectoryOptions, StorageAdapter } from '../adapter.ts'
import { createLogEntry } from '../create-log-entry.ts'
import { type ErasedAddress, separateErased } from '../erased-employees.ts'
import { isStorableId, sanitizeEmployees } from '../sanitize.ts'
import { buildSearchText, splitSearchWords } from '../search-text.ts'
import type { AnalyzeAfterGrowth } from './analyze-after-growth.ts'
import { listErasedHashes, markErasedAddresses } from './erased-marks.ts'
import { storageToday } from './kept-from.ts'
import { isAccountErased } from './lease-methods.ts'
import { lockAccount } from './lock-account.ts'
import { addLogEntries } from './log-methods.ts'
import { numberChangedEmployees } from './number-changes.ts'
import type { Db, EmployeeTable } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { updateReportingLines } from './update-reporting-lines.ts'
import { formatDay, readTime, toLikePattern, toTextArray } from './values.ts'
import { buildEmployeeJoin } from './visibility-methods.ts'

type DirectoryMethods = Pick<
  StorageAdapter,
  | 'nextDirectoryVersion'
  | 'replaceDirectory'
  | 'upsertEmployees'
  | 'getEmployee'
  | 'listEmployees'
  | 'listManagers'
  | 'searchEmployees'
>

export const createDirectoryMethods = (db: Db, analyzeAfterGrowth: AnalyzeAfterGrowth): DirectoryMethods => ({
  nextDirectoryVersion: () => createDirectoryVersion(db),

  async replaceDirectory(accountId, directory, options = {}) {
    const sanitized = sanitizeEmployees(directory)
    const writtenCount = await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'directory', accountId)
      if (await isAccountErased(trx, accountId)) return null
      const { employees, addresses } = separateErased(
        accountId,
        sanitized,
        await listErasedHashes(trx, accountId),
        options,
      )
      const version = options.version ?? (await createDirectoryVersion(trx))
      const { rows } = await sql`
        insert into directories as stored (account_id, turn, read_at) values (${accountId}, ${version}, storage_time())
        on conflict (account_id) do update set turn = excluded.turn, read_at = excluded.read_at
        where coalesce(stored.turn, 0) <= excluded.turn
        returning 1`.execute(trx)
      if (rows.length === 0) return null
      await markFurtherAddresses(trx, accountId, addresses)
      const removed = await deleteOthers(trx, accountId, new Set(employees.map(({ id }) => id)), version)
      const changed = await findChangedEmployees(trx, accountId, employees, version)
      await logParticipationChanges(trx, accountId, changed, options)
      const employeeCount = await upsertEmployees(trx, accountId, employees, { upsertVersion: null, version })
      await updateReportingLines(trx, accountId, options)
      await numberChangedEmployees(trx, accountId, listIdsWithPossibleFigures([...removed, ...changed]))
      return employeeCount
    })
    await analyzeAfterGrowth('employees', accountId, writtenCount ?? 0)
    return writtenCount !== null
  },

  async upsertEmployees(accountId, given, options = {}) {
    const sanitized = sanitizeEmployees(given)
    const writtenCount = await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'directory', accountId)
      if (await isAccountErased(trx, accountId)) return 0
      const { employees, addresses } = separateErased(
        accountId,
        sanitized,
        await listErasedHashes(trx, accountId),
        options,
      )
      const version = await createDirectoryVersion(trx)
      await markFurtherAddresses(trx, accountId, addresses)
      const changed = await findChangedEmployees(trx, accountId, employees, version)
      await logParticipationChanges(trx, accountId, changed, options)
      const employeeCount = await upsertEmployees(trx, accountId, employees, { upsertVersion: version, version })
      await updateReportingLines(trx, accountId, { ...options, among: employees.map(({ id }) => id) })
      await numberChangedEmployees(trx, accountId, listIdsWithPossibleFigures(changed))
      return employeeCount
    })
    await analyzeAfterGrowth('employees', accountId, writtenCount)
  },

  async getEmployee(accountId, employeeId) {
    if (!isStorableId(employeeId)) return null
    const row = await selectEmployees(db, accountId).where('employee_id', '=', employeeId).executeTakeFirst()
    return row ? toEmployee(row) : null
  },

  listEmployees: (accountId, among) => listEmployees(db, accountId, among),

  async listManagers(accountId, employeeId) {
    if (!isStorableId(employeeId)) return []
    const { rows } = await sql<{ readonly id: EmployeeId }>`
      with recursive chain as (
        select employee_id as id, manager_id from employees
        where account_id = ${accountId} and employee_id = ${employeeId}
        union
        select above.id, above.manager_id
        from chain cross join ${buildEmployeeJoin(accountId, sql`chain.manager_id`)} as above
      )
      select id from chain`.execute(db)
    // The chain may end in a cycle. Core decides which employees of a cycle are managers.
    const chain = await listEmployees(
      db,
      accountId,
      rows.map(({ id }) => id),
    )
    const byId = new Map(chain.map((employee) => [employee.id, employee]))
    return listManagers(employeeId, byId).flatMap((id) => byId.get(id) ?? [])
  },

  async searchEmployees(accountId, search, on, limit) {
    const patterns = splitSearchWords(search).map(toLikePattern)
    const rows = await selectEmployees(db, accountId)
      .where(sql<boolean>`search like all(${toTextArray(patterns)})`)
      .orderBy(sql`coalesce(archived_on <= ${on}::date, false)`)
      .orderBy('search')
      .orderBy('employee_id')
      .limit(limit)
      .execute()
    return rows.map(toEmployee)
  },
})

/** Marks further addresses of erased employees, so that they are not stored again. */
const markFurtherAddresses = async (
  trx: Db,
  accountId: AccountId,
  addresses: readonly ErasedAddress[],
): Promise<void> => {
  if (addresses.length === 0) return
  await lockAccount(trx, 'kept', accountId)
  await markErasedAddresses(trx, accountId, addresses)
}

const selectEmployees = (db: Db, accountId: AccountId) =>
  db
    .selectFrom('employees')
    .select(['employee_id', 'name', 'emails', 'manager_id', 'participation'])
    .select([
      formatDay<Day | null>('archived_on').as('archived_on'),
      formatDay<Day | null>('started_on').as('started_on'),
      sql<string>`attributes::text`.as('attributes'),
    ])
    .where('account_id', '=', accountId)

/** Returns a version higher than all earlier ones. */
export const createDirectoryVersion = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ version: number }>`
    select nextval('directory_turns')::double precision as version`.execute(db)
  return rows[0]?.version ?? 0
}

/** Builds the condition that `upsertEmployees` did not store an employee after `version` was created. */
const buildNotNewerCondition = (version: number) => sql`coalesce(stored.put_turn, 0) <= ${version}::bigint`

/** Returns the employees of the stored directory, ordered by id and limited to the ids in `among` if given. */
export const listEmployees = async (
  db: Db,
  accountId: AccountId,
  among?: readonly EmployeeId[],
): Promise<Employee[]> => {
  const query = selectEmployees(db, accountId).orderBy('employee_id')
  const requestedIds = among && toTextArray([...new Set(among)].filter(isStorableId))
  const rows = await (requestedIds ? query.where(sql<boolean>`employee_id = any(${requestedIds})`) : query).execute()
  return rows.map(toEmployee)
}

const toEmployee = (row: Awaited<ReturnType<ReturnType<typeof selectEmployees>['execute']>>[number]): Employee => ({
  id: row.employee_id as EmployeeId,
  name: row.name,
  emails: row.emails,
  managerId: row.manager_id as EmployeeId | null,
  archivedOn: row.archived_on,
  startedOn: row.started_on,
  attributes: JSON.parse(row.attributes) as Employee['attributes'],
  participation: row.participation,
})

/** An employee who is new, or has a changed employment or participation. */
interface ChangedEmployee {
  readonly id: EmployeeId
  /** The participation before. Null for someone who was not stored. */
  readonly from: Participation | null
  /** The participation from now on. Null for someone who is no longer stored. */
  readonly to: Participation | null
}

/** Returns the ids of the employees who could have figures before the change, or can have figures now. */
const listIdsWithPossibleFigures = (changed: readonly ChangedEmployee[]): EmployeeId[] =>
  changed.flatMap(({ id, from, to }) => (from === 'included' || to === 'included' ? id : []))

/**
 * Deletes the employees that are not among the given ones, except those that `upsertEmployees` stored after `version`
 * was created. Compares the ids here, because PostgreSQL would compare every pair if it expects few rows.
 */
const deleteOthers = async (
  trx: Db,
  accountId: AccountId,
  given: ReadonlySet<EmployeeId>,
  version: number,
): Promise<ChangedEmployee[]> => {
  const { rows } = await sql<{ readonly id: EmployeeId; readonly from: Participation }>`
    select employee_id as id, participation as from from employees as stored
    where account_id = ${accountId} and ${buildNotNewerCondition(version)}`.execute(trx)
  const others = rows.filter(({ id }) => !given.has(id))
  for (const chunk of splitIntoChunks(others)) {
    const ids = toTextArray(chunk.map(({ id }) => id))
    await sql`delete from employees where account_id = ${accountId} and employee_id = any(${ids})`.execute(trx)
  }
  return others.map(({ id, from }) => ({ id, from, to: null }))
}

/**
 * Finds the employees who are not stored yet, and those who are stored with another participation or employment. Call
 * it before the employees are stored.
 */
const findChangedEmployees = async (
  trx: Db,
  accountId: AccountId,
  employees: readonly Employee[],
  version: number,
): Promise<ChangedEmployee[]> => {
  const changed: ChangedEmployee[] = []
  for (const chunk of splitIntoChunks(employees)) {
    const { rows } = await sql<ChangedEmployee>`
      select given.id, stored.participation as from, given.participation as to
      from unnest(
        ${toTextArray(chunk.map(({ id }) => id))},
        ${toTextArray(chunk.map(({ participation }) => participation))},
        ${toTextArray(chunk.map(({ archivedOn }) => archivedOn))},
        ${toTextArray(chunk.map(({ startedOn }) => startedOn))}
      ) as given (id, participation, archived_on, started_on) left join lateral (
        select * from employees where account_id = ${accountId} and employee_id = given.id offset 0
      ) as stored on true
      where stored.employee_id is null or (${buildNotNewerCondition(version)}
        and (stored.participation, stored.archived_on, stored.started_on)
          is distinct from (given.participation, given.archived_on::date, given.started_on::date))`.execute(trx)
    changed.push(...rows)
  }
  return changed
}

/** Adds an entry to the log for each stored employee with a changed participation. */
const logParticipationChanges = async (
  trx: Db,
  accountId: AccountId,
  changed: readonly ChangedEmployee[],
  { at }: DirectoryOptions,
): Promise<void> => {
  const withNewParticipation = changed.filter(({ from, to }) => from !== null && from !== to)
  if (withNewParticipation.length === 0) return
  const changedAt = at ?? (await readTime(trx))
  const entries = withNewParticipation.flatMap(({ id, from, to }) =>
    from && to
      ? createLogEntry({
          at: changedAt,
          actorId: null,
          about: { employee: id },
          event: { kind: 'participation_changed', from, to },
        })
      : [],
  )
  await addLogEntries(trx, accountId, entries)
}

/**
 * Inserts or replaces employees, except those that `upsertEmployees` stored after `version` was created.
 * `upsertVersion` is the version of an `upsertEmployees` call, or null for a whole directory. Returns the number of
 * employees that were inserted or changed.
 *
 * Unchanged employees of a whole directory are left out before they are locked, so reading the same directory every
 * hour writes nothing. Each stored employee is found by the primary key (`offset 0`), whatever the statistics say.
 *
 * The e-mails of an employee are passed as JSON, because PostgreSQL arrays cannot contain arrays of different lengths.
 */
const upsertEmployees = async (
  trx: Db,
  accountId: AccountId,
  employees: readonly Employee[],
  versions: { readonly upsertVersion: number | null; readonly version: number },
): Promise<number> => {
  let writtenCount = 0
  for (const chunk of splitIntoChunks(employees)) writtenCount += await upsertChunk(trx, accountId, chunk, versions)
  return writtenCount
}

/** The columns of an employee, except the key and the version, in the order in which they are given. */
const columnNames = [
  'name',
  'emails',
  'manager_id',
  'archived_on',
  'started_on',
  'attributes',
  'participation',
  'search',
] as const satisfies readonly (keyof EmployeeTable)[]
const columns = sql.join(columnNames.map((name) => sql.ref(name)))
const storedColumns = sql.join(columnNames.map((name) => sql.ref(`stored.${name}`)))
const givenColumns = sql.join(columnNames.map((name) => sql.ref(`given.${name}`)))
const excludedColumns = sql.join(columnNames.map((name) => sql.ref(`excluded.${name}`)))

const upsertChunk = async (
  trx: Db,
  accountId: AccountId,
  employees: readonly Employee[],
  { upsertVersion, version }: { readonly upsertVersion: number | null; readonly version: number },
): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into employees as replaced (account_id, employee_id, ${columns}, put_turn)
    select ${accountId}::text, given.*, ${upsertVersion}::bigint
    from (
      select
        id, name, array(select jsonb_array_elements_text(emails::jsonb)) as emails, manager_id,
        archived_on::date as archived_on, started_on::date as started_on, attributes::jsonb as attributes,
        participation, search
      from unnest(
        ${toTextArray(employees.map(({ id }) => id))},
        ${toTextArray(employees.map(({ name }) => name))},
        ${toTextArray(employees.map(({ emails }) => JSON.stringify(emails)))},
        ${toTextArray(employees.map(({ managerId }) => managerId))},
        ${toTextArray(employees.map(({ archivedOn }) => archivedOn))},
        ${toTextArray(employees.map(({ startedOn }) => startedOn))},
        ${toTextArray(employees.map(({ attributes }) => JSON.stringify(attributes)))},
        ${toTextArray(employees.map(({ participation }) => participation))},
        ${toTextArray(employees.map(buildSearchText))}
      ) as texts (id, ${columns})
    ) as given left join lateral (
      select * from employees where account_id = ${accountId} and employee_id = given.id offset 0
    ) as stored on true
    where stored.employee_id is null or (${buildNotNewerCondition(version)} and (
      ${upsertVersion}::bigint is not null or (${storedColumns}) is distinct from (${givenColumns})
    ))
    on conflict (account_id, employee_id) do update
    set (${columns}, put_turn, included_from) = row(
      ${excludedColumns}, coalesce(excluded.put_turn, replaced.put_turn),
      case
        when excluded.participation = 'excluded' then null
        when replaced.participation = 'excluded' then ${storageToday}
        else replaced.included_from
      end
    )`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
