import type { ConnectionResponse, Day, Period } from '@windmill/claude-core'
import type { RenderHeader } from '../../shared/conversation/conversation-card.tsx'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import type { StatsContent } from '../../shared/coverage/content.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** What a host does with the observations of `OneOnOneStats`. */
export interface OneOnOneActions {
  /**
   * Called with each observation that the viewer adds to the agenda, as one agenda item. "Add all" calls this once for
   * each observation that is not on the agenda yet.
   * @default the widget has no buttons that add observations
   */
  readonly onInsert?: ((insert: Insert<OneOnOneData>) => void) | undefined
  /**
   * The ids of the observations that are on the agenda now, from `data.observation.id` of each insert.
   * @default the observations that the viewer has added since the widget was mounted
   */
  readonly added?: readonly string[] | undefined
  /**
   * Called with the id of an observation that the viewer takes off the agenda.
   * @default the widget has no buttons that undo
   */
  readonly onUndo?: ((observationId: string) => void) | undefined
  /**
   * The ids of the observations that the viewer has dismissed, for this employee and this meeting. The host stores
   * them.
   * @default the observations that the viewer has dismissed since the widget was mounted
   */
  readonly dismissed?: readonly string[] | undefined
  /**
   * Called when the viewer dismisses an observation, or restores a dismissed one.
   * @default the widget has no buttons that dismiss
   */
  readonly onDismiss?: ((observationId: string, isDismissed: boolean) => void) | undefined
}

/** Props of `OneOnOneStats`. */
export interface OneOnOneStatsProps extends OneOnOneActions, NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /**
   * The employee's name, for a viewer who prepares a 1:1 with them.
   * @default the viewer is the employee: the widget suggests what to bring up instead of what to ask
   */
  readonly employeeName?: string
  /**
   * Day of the last meeting, `YYYY-MM-DD` in UTC. The compared period starts on the day after, if enough days since
   * then are settled. Null before the first meeting: the last 30 settled days are compared.
   */
  readonly lastMeetingOn: string | null
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `OneOnOneStatsView`: everything that it shows, already loaded. */
export interface OneOnOneStatsViewProps extends OneOnOneActions, NoteProps {
  /** The employee's name. Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The stats, or why there are none. */
  readonly content: StatsContent
  /** The compared days. Null while the connection loads, and if the host's date is invalid. */
  readonly period: Period | null
  /** Number of published days that are newer than `period`. */
  readonly newerDays: number
  /** Whether all days of `period` are after the last meeting. */
  readonly isSinceMeeting: boolean
  /**
   * The day of the last meeting if `period` starts before it, because the days after the meeting are still arriving.
   * Otherwise null.
   */
  readonly daysArrivingSince: Day | null
  /** Called when the viewer retries after a problem. */
  readonly onRetry: () => void
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}

/** Props of `OneOnOneBody`. */
export interface OneOnOneBodyProps extends OneOnOneStatsViewProps {
  /** Renders the card's header. */
  readonly renderHeader: RenderHeader
}
