import type { Day } from './day.ts'
import type { Employee } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { Mapping } from './mapping.ts'
import type { SuggestionReason } from './matching.ts'

/** Who a claude user may be. */
export interface Suggestion {
  readonly employeeId: EmployeeId
  readonly reason: SuggestionReason
}

export interface SuggestInput {
  /** Those that are shown: a page of them. */
  readonly mappings: readonly Mapping[]
  readonly employees: readonly Employee[]
  readonly on: Day
}

export const suggestEmployees = (_input: SuggestInput): ReadonlyMap<ClaudeUserId, readonly Suggestion[]> => new Map()
