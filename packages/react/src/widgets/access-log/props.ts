import type { AccessResponse, Day } from '@windmill/claude-core'
import type { Paging } from '../../data/query/paging.ts'
import type { Explainable } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `AccessLog`. */
export interface AccessLogProps {
  /** The employee whose access records to show. The viewer is that employee or an admin. */
  readonly employeeId: string
  /**
   * The employee's name. Set it when the viewer is someone else: the texts then name the employee.
   *
   * @default none; the texts address the viewer as "you"
   */
  readonly employeeName?: string
  /**
   * Level of the widget's heading, from 2 to 5.
   *
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `AccessLogView`. */
export interface AccessLogViewProps {
  readonly employeeName: string | undefined
  /** The answer, with the reads of all pages loaded so far. Null while it loads. */
  readonly access: AccessResponse | null
  /** Why it could not be loaded. Null without a problem. */
  readonly problem: Explainable | null
  readonly onRetry: () => void
  readonly paging: Paging
  /** False on a server: days are then UTC days, and times are hidden. */
  readonly isTimeZoneKnown: boolean
  readonly today: Day
  readonly headingLevel: HeadingLevel
}
