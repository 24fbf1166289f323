import type { Day, LogResponse } from '@windmill/claude-core'
import type { Paging } from '../../data/query/paging.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `AuditLog`. */
export interface AuditLogProps {
  /**
   * Level of the widget's heading, from 2 to 5.
   *
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `AuditLogView`. */
export interface AuditLogViewProps {
  /** The response, with the entries of all loaded pages. Null before the first page is loaded. */
  readonly log: LogResponse | null
  /** Why the log could not be loaded. Null if loading has not failed. */
  readonly problem: ExplainableProblem | null
  readonly onRetry: () => void
  readonly paging: Paging
  /** False on a server and during hydration. Days are then UTC days, and times are hidden. */
  readonly isTimeZoneKnown: boolean
  /** Today as a UTC day. Days in the same year are shown without their year. */
  readonly today: Day
  readonly headingLevel: HeadingLevel
}
