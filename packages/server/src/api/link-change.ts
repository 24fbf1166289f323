import type { EmployeeId, EmployeeName, LinkChange, LinkValue, Matcher } from '@windmill/claude-core'
import type { LinkChangeRecord, LinkState } from '../storage/adapter.ts'

/** A change to whose a claude user is, with names. Someone who is no longer in the directory goes by their id. */
export const linkChangeOf = ({ at, by, from, to }: LinkChangeRecord, matcher: Matcher): LinkChange => {
  const nameOf = (id: EmployeeId | null): EmployeeName | null =>
    id === null ? null : { id, name: matcher.employee(id)?.name ?? id }
  const linkValue = (state: LinkState): LinkValue => ({
    employee: nameOf(state?.employeeId ?? null),
    method: state?.method ?? null,
    ignored: state?.ignored ?? false,
  })
  return { at: new Date(at).toISOString(), by: nameOf(by), from: linkValue(from), to: linkValue(to) }
}
