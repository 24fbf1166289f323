import type { EmployeeId, EmployeeName, LinkChange, LinkValue } from '@windmill/claude-core'
import type { Matcher } from '@windmill/claude-core/internal'
import type { LinkChangeRecord, LinkState } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'

/** Converts a stored link change to the wire format. The name of someone who is not in the directory is their id. */
export const toLinkChange = ({ at, by, from, to }: LinkChangeRecord, matcher: Matcher): LinkChange => {
  const toEmployeeName = (id: EmployeeId | null): EmployeeName | null =>
    id === null ? null : { id, name: matcher.findEmployee(id)?.name ?? id }
  const toLinkValue = (state: LinkState): LinkValue => ({
    employee: toEmployeeName(state?.employeeId ?? null),
    method: state?.method ?? null,
    ignored: state?.ignored ?? false,
  })
  return { at: toInstant(at), by: toEmployeeName(by), from: toLinkValue(from), to: toLinkValue(to) }
}
