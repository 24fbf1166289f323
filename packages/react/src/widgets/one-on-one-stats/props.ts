import type { ConnectionResponse, Day, Period } from '@windmill/claude-core'
import type { RenderHeader } from '../../shared/conversation/conversation-card.tsx'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import type { StatsContent } from '../../shared/coverage/content.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `OneOnOneStats`. */
export interface OneOnOneStatsProps extends NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /**
   * The employee's name, for a viewer who prepares a 1:1 with them.
   * @default the viewer is the employee: the widget suggests what to bring up instead of what to ask
   */
  readonly employeeName?: string
  /** Day of the last meeting, `YYYY-MM-DD` in UTC. The compared period starts on the day after. */
  readonly lastMeetingOn: string
  /**
   * Called when the viewer adds one observation or all of them to the agenda.
   * @default the widget has no buttons that add observations
   */
  readonly onInsert?: (insert: Insert<OneOnOneData>) => void
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** The stats since the last meeting, or why there are none. */
export type OneOnOneContent =
  | StatsContent
  /** Too few days have been read since the meeting. `through` is the newest read day, null if no day has been read. */
  | { readonly kind: 'early'; readonly lastMeetingOn: Day; readonly through: Day | null }

/** Props of `OneOnOneStatsView`: everything that it shows, already loaded. */
export interface OneOnOneStatsViewProps extends NoteProps {
  /** The employee's name. Undefined if the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The stats, or why there are none. */
  readonly content: OneOnOneContent
  /** The days since the meeting. Null while too few of them have been read, and if the host's date is invalid. */
  readonly period: Period | null
  /** Called with what the viewer adds to the agenda. Undefined if nothing can be added. */
  readonly onInsert: ((insert: Insert<OneOnOneData>) => void) | undefined
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
