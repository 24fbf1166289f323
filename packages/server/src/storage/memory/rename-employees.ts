import type { EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename, LinkState } from '../adapter.ts'
import type { IdUse } from '../plan-renames.ts'
import type { Account } from './accounts.ts'

/** Finds where each employee id of an account is used. */
export const findIdUses = (account: Account): ReadonlyMap<EmployeeId, IdUse> => {
  const uses = new Map<EmployeeId, IdUse>()
  const addUse = (id: EmployeeId | null | undefined, use: Partial<IdUse> = {}) => {
    if (id != null) uses.set(id, { isInDirectory: false, hasHistory: false, ...uses.get(id), ...use })
  }
  for (const { id, managerId } of account.employees.values()) {
    addUse(id, { isInDirectory: true })
    addUse(managerId)
  }
  for (const { employeeId } of account.links.values()) addUse(employeeId, { hasHistory: true })
  for (const { from, to, by } of account.linkChanges) {
    for (const state of [from, to]) addUse(state?.employeeId, { hasHistory: true })
    addUse(by)
  }
  for (const { viewerId, subjects } of account.accessRecords) {
    addUse(viewerId)
    for (const subject of subjects) addUse(subject, { hasHistory: true })
  }
  return uses
}

/** Changes employee ids everywhere in an account, except in its directory's status. */
export const applyRenames = (account: Account, renames: readonly EmployeeRename[]): void => {
  const newIds = new Map(renames.map(({ from, to }) => [from, to]))
  const rename = (id: EmployeeId): EmployeeId => newIds.get(id) ?? id
  const renameOrNull = (id: EmployeeId | null) => (id === null ? null : rename(id))
  const renameState = (state: LinkState): LinkState => state && { ...state, employeeId: renameOrNull(state.employeeId) }
  account.employees = new Map(
    [...account.employees.values()].map((employee) => {
      const id = rename(employee.id)
      return [id, { ...employee, id, managerId: renameOrNull(employee.managerId) }]
    }),
  )
  account.upsertVersions = new Map([...account.upsertVersions].map(([id, version]) => [rename(id), version]))
  account.links = new Map(
    [...account.links].map(([id, link]) => [id, { ...link, employeeId: renameOrNull(link.employeeId) }]),
  )
  account.mappings = new Map()
  account.linkChanges = account.linkChanges.map((change) => ({
    ...change,
    by: renameOrNull(change.by),
    from: renameState(change.from),
    to: renameState(change.to),
  }))
  account.accessRecords = account.accessRecords.map((record) => ({
    ...record,
    viewerId: rename(record.viewerId),
    subjects: [...new Set(record.subjects.map(rename))],
  }))
}
