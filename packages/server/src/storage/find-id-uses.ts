import type { EmployeeId } from '@windmill/claude-core'
import type { StoredLogEntry } from './adapter.ts'
import type { IdUse } from './plan-renames.ts'

/** What an account stores that has ids of employees. */
export interface IdSources {
  readonly employees: Iterable<{ readonly id: EmployeeId; readonly managerId: EmployeeId | null }>
  readonly links: Iterable<{ readonly employeeId: EmployeeId | null }>
  readonly reportingLines: Iterable<{ readonly employeeId: EmployeeId; readonly managerId: EmployeeId | null }>
  readonly log: Iterable<Pick<StoredLogEntry, 'actorId' | 'actingForId' | 'about' | 'event'>>
}

/** Finds where each employee id of an account is used. */
export const findIdUses = ({ employees, links, reportingLines, log }: IdSources): ReadonlyMap<EmployeeId, IdUse> => {
  const uses = new Map<EmployeeId, IdUse>()
  const addUse = (id: EmployeeId | null | undefined, use: Partial<IdUse> = {}) => {
    if (id != null) uses.set(id, { isInDirectory: false, hasHistory: false, ...uses.get(id), ...use })
  }
  for (const { id, managerId } of employees) {
    addUse(id, { isInDirectory: true })
    addUse(managerId)
  }
  for (const { employeeId } of links) addUse(employeeId, { hasHistory: true })
  for (const { employeeId, managerId } of reportingLines) {
    addUse(employeeId, { hasHistory: true })
    addUse(managerId)
  }
  for (const { actorId, actingForId, about, event } of log) {
    for (const id of [actorId, actingForId]) addUse(id)
    if (typeof about === 'object') {
      if ('employee' in about) addUse(about.employee, { hasHistory: true })
      else addUse(about.below)
    }
    if (event.kind === 'link_changed') {
      for (const state of [event.from, event.to]) addUse(state?.employeeId, { hasHistory: true })
    }
  }
  return uses
}
