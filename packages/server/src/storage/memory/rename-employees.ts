import type { EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename, LinkState } from '../adapter.ts'
import { mapLogSubject } from '../map-log-subject.ts'
import { renameOwners } from '../rename-owners.ts'
import type { Account } from './accounts.ts'

/** Changes employee ids everywhere in an account, except in the directory status. */
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
  account.includedFrom = new Map([...account.includedFrom].map(([id, day]) => [rename(id), day]))
  account.upsertVersions = new Map([...account.upsertVersions].map(([id, version]) => [rename(id), version]))
  account.links = new Map(
    [...account.links].map(([id, link]) => [id, { ...link, employeeId: renameOrNull(link.employeeId) }]),
  )
  // All mappings are decided again. Conflicts are kept, because a decision can depend on the candidates of the previous
  // conflict.
  account.mappings = new Map(
    [...account.mappings]
      .filter(([, { state }]) => state === 'conflict')
      .map(([id, mapping]) => [id, { ...mapping, candidates: mapping.candidates.map(rename) }]),
  )
  account.addressMarks = renameOwners(account.id, account.addressMarks, renames)
  account.repeatKeys = new Map()
  account.reportingLines = account.reportingLines.map((line) => ({
    ...line,
    employeeId: rename(line.employeeId),
    managerId: renameOrNull(line.managerId),
  }))
  account.log = account.log.map(({ actorId, actingForId, about, event, ...entry }) => ({
    ...entry,
    actorId: renameOrNull(actorId),
    actingForId: renameOrNull(actingForId),
    about: mapLogSubject(about, rename),
    event:
      event.kind === 'link_changed' ? { ...event, from: renameState(event.from), to: renameState(event.to) } : event,
  }))
}

/** Returns the digests of all recorded changes of employee ids, newest first. */
export const listRenameDigests = ({ log }: Account): readonly string[] =>
  log.flatMap(({ event }) => (event.kind === 'employees_renamed' ? [event.digest] : [])).toReversed()
