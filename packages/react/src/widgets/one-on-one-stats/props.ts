import type { ConnectionResponse, Day, Period } from '@windmill/claude-core'
import type { ConversationHead } from '../../shared/conversation/conversation-card.tsx'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import type { StatsContent } from '../../shared/coverage/content.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `OneOnOneStats`. */
export interface OneOnOneStatsProps {
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
   * Called when the viewer adds one observation, or all, to the agenda.
   * @default the widget shows no buttons to add anything
   */
  readonly onInsert?: (insert: Insert<OneOnOneData>) => void
  /**
   * Level of the title in the page's outline. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** The stats since the last meeting, or the reason why there are none. */
export type OneOnOneContent =
  | StatsContent
  /** Claude has published too few days since the meeting. `through` is the newest one, null if nothing is read yet. */
  | { readonly kind: 'early'; readonly lastMeetingOn: Day; readonly through: Day | null }

/** Props of `OneOnOneStatsView`: everything it shows, already loaded. */
export interface OneOnOneStatsViewProps {
  /** The employee's name. Undefined: the viewer is the employee. */
  readonly employeeName: string | undefined
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The stats, or the reason why there are none. */
  readonly content: OneOnOneContent
  /** The days since the meeting. Null while too few of them are published. */
  readonly period: Period | null
  /** Called with what the viewer adds to the agenda. Undefined: nothing can be added. */
  readonly onInsert: ((insert: Insert<OneOnOneData>) => void) | undefined
  /** Called to load again after a problem. */
  readonly onRetry: () => void
  /** Level of the title in the page's outline. */
  readonly headingLevel: HeadingLevel
}

/** Props of `OneOnOneBody`. */
export interface OneOnOneBodyProps extends OneOnOneStatsViewProps {
  /** Renders the card's header. */
  readonly head: ConversationHead
}
