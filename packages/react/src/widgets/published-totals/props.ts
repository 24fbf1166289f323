import type { ConnectionResponse, Seats, WeekTotals } from '@windmill/claude-core'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `PublishedTotals`. */
export interface PublishedTotalsProps {
  /**
   * Level of the widget's heading, from 2 to 5.
   *
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `PublishedTotalsView`. */
export interface PublishedTotalsViewProps {
  /** The published weeks, oldest first. Null before they are loaded. */
  readonly weeks: readonly WeekTotals[] | null
  /** The seats of the Claude organization. Null if Claude reports none. */
  readonly seats: Seats | null
  /** Why the totals could not be loaded. Null if loading has not failed. */
  readonly problem: ExplainableProblem | null
  readonly onRetry: () => void
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** Whether all weeks are shown, not only the newest ones. */
  readonly areAllShown: boolean
  /** Called when the viewer shows all weeks, or only the newest ones again. */
  readonly onToggleAll: () => void
  readonly headingLevel: HeadingLevel
}
