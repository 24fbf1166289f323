import type { Period } from '@windmill/claude-core'
import type { RenderHeader } from '../../shared/conversation/conversation-card.tsx'
import type { Insert, ReviewData } from '../../shared/conversation/insert.ts'
import type { ConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import type { ReviewPeriod } from '../../shared/period/period-choice.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `ReviewStats`. */
export interface ReviewStatsProps extends NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /**
   * The employee's name, shown under the title. It is also part of the inserted and copied text.
   * @default the viewer is the employee, and no name is shown
   */
  readonly employeeName?: string
  /** The period under review with its label. Its first and last day are UTC days, both inclusive. */
  readonly period: ReviewPeriod
  /**
   * Called when the viewer adds the stats to the review, with everything that the review should keep.
   * @default the stats can only be copied
   */
  readonly onInsert?: (insert: Insert<ReviewData>) => void
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `ReviewStatsView`, which loads no data of its own. */
export interface ReviewStatsViewProps extends ConversationStats, NoteProps {
  /** The employee's name. Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The host's label for the period. */
  readonly label: string
  /** The period under review. Null if the host's dates are invalid. */
  readonly period: Period | null
  /** Called with what the viewer adds to the review. Undefined if the stats can only be copied. */
  readonly onInsert: ((insert: Insert<ReviewData>) => void) | undefined
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}

/** Props of `ReviewBody`. */
export interface ReviewBodyProps extends ReviewStatsViewProps {
  /** Renders the card's header. */
  readonly renderHeader: RenderHeader
}
