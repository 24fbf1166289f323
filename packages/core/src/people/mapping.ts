import type { ClaudeUser } from './claude-user.ts'
import type { EmployeeId } from './ids.ts'
import type { Link } from './link.ts'

/** The states, in the order in which admins have to do with them. */
export const mappingStates: readonly MappingState[] = ['unmatched', 'conflict', 'flagged', 'ignored', 'matched']

/** How far whose a claude user is has been settled, in codes and ids. */
export interface Mapping {
  readonly user: ClaudeUser
  readonly state: MappingState
  readonly reason: MappingReasonCode
  /** As `reconcileLinks` would have it. */
  readonly link: Link | null
  /** Between whom the rules cannot decide, or whose the address is now. */
  readonly candidates: readonly EmployeeId[]
}

/** How far whose a claude user is has been settled. */
export type MappingState = 'unmatched' | 'conflict' | 'flagged' | 'ignored' | 'matched'
/** Why a claude user is in their state: a code, and what stands behind it in words. */
export interface MappingReason {
  readonly code: MappingReasonCode
  readonly message: string
}
export type MappingReasonCode =
  // matched
  | 'same_email'
  | 'alias_domain'
  | 'plus_tag'
  | 'chosen'
  // unmatched
  | 'no_email'
  | 'not_an_address'
  | 'nobody_has_it'
  | 'taken_off'
  // conflict
  | 'several_active'
  | 'several_archived'
  | 'several_accounts'
  | 'former_owner'
  // flagged: linked, but worth a look
  | 'email_changed'
  | 'address_passed_on'
  | 'employee_gone'
  // ignored
  | 'set_aside'
