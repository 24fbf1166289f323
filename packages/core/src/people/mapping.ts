import type { ClaudeUser } from './claude-user.ts'
import type { EmployeeId } from './ids.ts'
import type { Link } from './link.ts'

/** The mapping states, most urgent for admins first. */
export const mappingStates = ['unmatched', 'conflict', 'flagged', 'ignored', 'matched'] as const

/** The mapping of one Claude user. `explainMapping` writes the reason in words. */
export interface Mapping {
  readonly user: ClaudeUser
  readonly state: MappingState
  readonly reason: MappingReasonCode
  /** The link that the link rule decides, which can differ from the stored one; null without a link. */
  readonly link: Link | null
  /**
   * In a conflict, the employees who may be the owner. For a flagged link to someone who has left, the other owners of
   * the address, if there are any. Otherwise empty.
   */
  readonly candidates: readonly EmployeeId[]
}

/**
 * How a Claude user is currently linked:
 *
 * - `unmatched`: no employee is linked, because no employee has the address, there is no valid address, or an admin
 *   removed the link.
 * - `conflict`: several employees may be the owner, and an admin must decide.
 * - `flagged`: an employee is linked, but the link needs review.
 * - `ignored`: an admin set the Claude user aside as not in the directory.
 * - `matched`: an employee is linked, by the address or by an admin.
 */
export type MappingState = (typeof mappingStates)[number]

/** Why a Claude user has their mapping state: a code, and a text that explains it. */
export interface MappingReason {
  readonly code: MappingReasonCode
  readonly message: string
}

/** The code of a mapping reason. Each code belongs to one state. */
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
  // flagged
  | 'email_changed'
  | 'address_passed_on'
  | 'employee_gone'
  // ignored
  | 'set_aside'
