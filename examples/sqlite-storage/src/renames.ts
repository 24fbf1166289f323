import type { AccountId, EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename, LinkState } from '@windmill/claude-server'
import { findIdUses, type IdUse, type Mapping, mapLogSubject, renameOwners } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'
import { readLinks } from './links.ts'
import { readLog } from './log.ts'
import { readMappings } from './mapping-operations.ts'
import { readEmployees } from './people.ts'
import { readLineRows, readReportingLines } from './reporting-lines.ts'

/** Finds where each employee id of an account is used. */
export const readIdUses = (db: Database, accountId: AccountId): ReadonlyMap<EmployeeId, IdUse> =>
  findIdUses({
    employees: readEmployees(db, accountId).values(),
    links: readLinks(db, accountId).values(),
    reportingLines: readReportingLines(db, accountId),
    log: readLog(db, accountId),
  })

/** Changes employee ids everywhere in an account, all at once. */
export const applyRenames = (db: Database, accountId: AccountId, pairs: readonly EmployeeRename[]): void => {
  const newIds = new Map(pairs.map(({ from, to }) => [from, to]))
  const rename = (id: EmployeeId): EmployeeId => newIds.get(id) ?? id
  const renameOrNull = (id: EmployeeId | null) => (id === null ? null : rename(id))
  const renameState = (state: LinkState): LinkState => state && { ...state, employeeId: renameOrNull(state.employeeId) }

  const rows = db.all<EmployeeRow>`delete from employees where account_id = ${accountId} returning *`
  for (const row of rows) {
    const stored = JSON.parse(row.employee)
    const employee = { ...stored, id: rename(stored.id), managerId: renameOrNull(stored.managerId) }
    db.run`insert into employees values (${accountId}, ${employee.id}, ${employee}, ${row.participation},
      ${row.included_from}, ${row.upsert_version})`
  }
  for (const { claudeUserId, employeeId } of readLinks(db, accountId).values()) {
    db.run`update links set employee_id = ${renameOrNull(employeeId)}
      where account_id = ${accountId} and user_id = ${claudeUserId}`
  }
  // All mappings are decided again. Conflicts stay, because a decision can depend on the candidates of the one before.
  for (const mapping of readMappings(db, accountId)) {
    if (mapping.state === 'conflict') {
      const renamed: Mapping = { ...mapping, candidates: mapping.candidates.map(rename) }
      db.run`update mappings set mapping = ${renamed} where account_id = ${accountId} and user_id = ${mapping.user.id}`
    } else db.run`delete from mappings where account_id = ${accountId} and user_id = ${mapping.user.id}`
  }
  const marks = db.all<{ subject: string; owner: string }>`
    delete from address_marks where account_id = ${accountId} returning subject, owner`
  for (const { subject, owner } of renameOwners(accountId, marks, pairs)) {
    db.run`insert into address_marks values (${accountId}, ${subject}, ${owner})`
  }
  for (const { number, employee_id, manager_id } of readLineRows(db, accountId)) {
    db.run`update reporting_lines set employee_id = ${rename(employee_id)}, manager_id = ${renameOrNull(manager_id)}
      where rowid = ${number}`
  }
  for (const { id, actorId, actingForId, about, event } of readLog(db, accountId)) {
    const renamed =
      event.kind === 'link_changed' ? { ...event, from: renameState(event.from), to: renameState(event.to) } : event
    db.run`update log set actor_id = ${renameOrNull(actorId)}, acting_for_id = ${renameOrNull(actingForId)},
      about = ${JSON.stringify(mapLogSubject(about, rename))}, event = ${renamed}, repeat_key = null
      where account_id = ${accountId} and id = ${id}`
  }
}

interface EmployeeRow {
  readonly employee: string
  readonly participation: string
  readonly included_from: string | null
  readonly upsert_version: number
}
