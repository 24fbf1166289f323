import type { ConnectionResponse, Period } from '@windmill/claude-core'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'
import type { StatsContent } from '../../shared/coverage/content.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import type { ReviewPeriod } from '../../shared/period/period-choice.ts'
import type { PeriodPickerProps } from '../../shared/period/props.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `StatsPanel`. */
export interface StatsPanelProps extends NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /**
   * The employee's name, shown under the title.
   * @default no name is shown
   */
  readonly employeeName?: string
  /**
   * The period to show: UTC days, both inclusive. When the host changes this prop, the widget shows the new period and
   * drops the viewer's choice.
   * @default the 30 days up to the newest read day
   */
  readonly period?: PeriodInput
  /**
   * A labeled period, such as a review cycle. The period picker offers it under that label.
   * @default only the presets and custom dates are offered
   */
  readonly reviewPeriod?: ReviewPeriod
  /**
   * Called when the viewer chooses a period, and again when a chosen preset moves on to a newer day.
   * @default only the widget keeps the choice, until it unmounts
   */
  readonly onPeriodChange?: (period: Period) => void
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `StatsPanelView`: everything it shows, already loaded. */
export interface StatsPanelViewProps extends NoteProps {
  /** The employee's id in the host app. */
  readonly employeeId: string
  /** The employee's name, shown under the title. Undefined if no name is shown. */
  readonly employeeName: string | undefined
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The figures, or why there are none. */
  readonly content: StatsContent
  /** Props of the period picker. */
  readonly picker: PeriodPickerProps
  /** Whether the figures are shown as tables instead of charts. */
  readonly isTable: boolean
  /** Called when the viewer switches between charts and tables. */
  readonly onToggleTable: () => void
  /** Called when the viewer retries after a problem. */
  readonly onRetry: () => void
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}
