import type { AccessResponse, Day } from '@windmill/claude-core'
import type { Paging } from '../../data/query/paging.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `AccessLog`. */
export interface AccessLogProps {
  /** Id of the employee. The log is for that employee and viewers with `audit:view`. */
  readonly employeeId: string
  /**
   * The employee's name. Set it if the viewer is someone else.
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

/** A download of everything that is stored about the viewer. */
export interface DataDownload {
  readonly isBusy: boolean
  /** Why the last download failed. Null if none has failed. */
  readonly failure: ExplainableProblem | null
  readonly onStart: () => void
}

/** Props of `AccessLogView`. */
export interface AccessLogViewProps {
  /** Id of the employee. */
  readonly employeeId: string
  /** The employee's name. Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The response, with the entries of all loaded pages. Null before the first page is loaded. */
  readonly access: AccessResponse | null
  /** Why the log could not be loaded. Null if loading has not failed. */
  readonly problem: ExplainableProblem | null
  readonly onRetry: () => void
  readonly paging: Paging
  /** Null unless the viewer is the employee. */
  readonly download: DataDownload | null
  /** False on a server and during hydration. Days are then UTC days, and times are hidden. */
  readonly isTimeZoneKnown: boolean
  /** Today as a UTC day. Days in the same year are shown without their year. */
  readonly today: Day
  readonly headingLevel: HeadingLevel
}
