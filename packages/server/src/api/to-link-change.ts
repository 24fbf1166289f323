import type { EmployeeId, EmployeeName, LinkChange, LinkValue } from '@windmill/claude-core'
import type { Matcher } from '@windmill/claude-core/internal'
import type { LinkChangeRecord, LinkState } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'

/** Converts a stored link change to the wire format. The name of someone who is not in the directory is their id. */
export const toLinkChange = ({ at, by, from, to }: LinkChangeRecord, matcher: Matcher): LinkChange => {
  const toName = (id: EmployeeId): EmployeeName => ({ id, name: matcher.findEmployee(id)?.name ?? id })
  return {
    at: toInstant(at),
    by: by === null ? null : toName(by),
    from: toLinkValue(from, toName),
    to: toLinkValue(to, toName),
  }
}

/** Converts a stored state of a link to the wire format. */
export const toLinkValue = (state: LinkState, toName: (id: EmployeeId) => EmployeeName | null): LinkValue => ({
  employee: state?.employeeId == null ? null : toName(state.employeeId),
  method: state?.method ?? null,
  ignored: state?.ignored ?? false,
})
