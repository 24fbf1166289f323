import type { EmployeeName } from '../people/employee.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import type { CounterId } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'

/**
 * The result of the reconciliation of a month's figures with Claude's own totals:
 *
 * - `equal`: the compared figures are equal. Figures that others may not see are left out.
 * - `differs`: some figures still differ, although the days were read again.
 * - `not_comparable`: Claude gives no totals of the month, or totals that disagree with most people's figures.
 */
export type ReconciliationResult = 'equal' | 'differs' | 'not_comparable'

/** One month and its last reconciliation with Claude's totals. */
export interface ReconciledMonth {
  /** The first day of the month. */
  readonly month: Day
  /** When the month was last reconciled. Null if it was not reconciled yet. */
  readonly checkedAt: Instant | null
  /** Null if the month was not reconciled yet. */
  readonly result: ReconciliationResult | null
  /** Why the result is `not_comparable`: a code of the API client, or `disagreement`. Null with the other results. */
  readonly reason: string | null
  /** Whether a reconciliation is in progress. */
  readonly isPending: boolean
  /** The counters that were compared. */
  readonly counters: readonly CounterId[]
  /** What differs, and for how many people. Null unless the result is `differs`. */
  readonly differing: { readonly counters: readonly CounterId[]; readonly people: number } | null
}

/**
 * Answer of `GET /reconciliation` and `POST /reconciliation`: which months were reconciled with Claude's totals. Needs
 * `connection:manage`. For `GET`, `people:view` is enough.
 */
export interface ReconciliationResponse {
  /** The months with a reconciliation, even if it is still in progress, oldest first. */
  readonly months: readonly ReconciledMonth[]
  /** Whether the viewer may read who the differences are about. Needs `people:view`. */
  readonly canListFindings: boolean
}

/** A person's figure of a month that differs from Claude's total. */
export interface ReconciliationFinding {
  /** The first day of the month. */
  readonly month: Day
  readonly claudeUserId: ClaudeUserId
  /** The linked employee. Null if there is none. */
  readonly employee: EmployeeName | null
  readonly counter: CounterId
  /** The sum of the stored days. */
  readonly stored: number
  /** Claude's total. Null if Claude gives no total for this person. */
  readonly claude: number | null
}

/** Answer of `GET /reconciliation/findings`: which people's figures differ, and by how much. Needs `people:view`. */
export interface ReconciliationFindingsResponse {
  /** By month, oldest first. */
  readonly findings: readonly ReconciliationFinding[]
}
