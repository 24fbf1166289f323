import type { Day, Period } from '@windmill/claude-core'
import type { RenderHeader } from '../../shared/conversation/conversation-card.tsx'
import type { Insert, ReviewData } from '../../shared/conversation/insert.ts'
import type { ConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import type { StatsContent } from '../../shared/coverage/content.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import type { ReviewPeriod } from '../../shared/period/period-choice.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** A question of the host's review form. */
export interface ReviewQuestion {
  /** Identifies the question in the host's form. */
  readonly id: string
  /** The question as the form shows it, such as "Impact". */
  readonly label: string
}

/** An observation that is in the host's review form. */
export interface AddedObservation {
  /** `data.observation.id` of the insert. */
  readonly observationId: string
  /** `data.questionId` of the insert. */
  readonly questionId: string | null
}

/** What a host does with the observations of `ReviewStats`. */
export interface ReviewActions {
  /**
   * The questions of the review form, in its order. The viewer picks one for each observation.
   * @default none: an observation goes to the review as a whole, and its `questionId` is null
   */
  readonly questions?: readonly ReviewQuestion[] | undefined
  /**
   * Called with each observation that the viewer adds to the review: one sentence with its source.
   * @default nothing can be added, and all figures can only be copied
   */
  readonly onInsert?: ((insert: Insert<ReviewData>) => void) | undefined
  /**
   * The observations that are in the review now.
   * @default the observations that the viewer has added since the widget was mounted
   */
  readonly added?: readonly AddedObservation[] | undefined
  /**
   * Called when the viewer takes an observation back. The host removes its sentence.
   * @default the widget has no buttons that undo
   */
  readonly onUndo?: ((added: AddedObservation) => void) | undefined
  /**
   * Called when the viewer asks where an added observation is. The host scrolls there.
   * @default the widget has no buttons that show added observations
   */
  readonly onShow?: ((added: AddedObservation) => void) | undefined
  /**
   * The ids of the observations that the viewer has dismissed, for this employee and this period. The host stores them.
   * @default the observations that the viewer has dismissed since the widget was mounted
   */
  readonly dismissed?: readonly string[] | undefined
  /**
   * Called when the viewer dismisses an observation, or restores a dismissed one.
   * @default the widget has no buttons that dismiss
   */
  readonly onDismiss?: ((observationId: string, isDismissed: boolean) => void) | undefined
}

/** Props of `ReviewStats`. */
export interface ReviewStatsProps extends ReviewActions, NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /**
   * The employee's name, shown under the title. It is also part of the copied text.
   * @default the viewer is the employee, and no name is shown
   */
  readonly employeeName?: string
  /**
   * The period under review with its label. Its first and last day are UTC days, both inclusive. Figures end on the
   * last settled day.
   */
  readonly period: ReviewPeriod
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** The stats of the period under review, or why there are none. */
export type ReviewContent =
  | StatsContent
  /** No day of the period is settled yet. */
  | { readonly kind: 'early' }

/** Props of `ReviewStatsView`, which loads no data of its own. */
export interface ReviewStatsViewProps extends ReviewActions, NoteProps, Omit<ConversationStats, 'content'> {
  readonly content: ReviewContent
  /** The employee's name. Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The host's label for the period. */
  readonly label: string
  /** The period under review, up to the last settled day. Null if the host's dates are invalid. */
  readonly period: Period | null
  /** Last day of the period under review. Undefined if the host's dates are invalid. */
  readonly lastDay: Day | undefined
  /** Number of published days of the period under review that are newer than `period`. */
  readonly newerDays: number
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}

/** Props of `ReviewBody`. */
export interface ReviewBodyProps extends ReviewStatsViewProps {
  /** Renders the card's header. */
  readonly renderHeader: RenderHeader
}
