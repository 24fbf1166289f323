import type { ConnectionResponse, Period, TeamStatsResponse } from '@windmill/claude-core'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'
import type { Content } from '../../shared/coverage/content.ts'
import type { PeriodPickerProps } from '../../shared/period/props.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import type { TeamColumns, TeamColumnsEvent } from './team-columns-reducer.ts'

/** Props of `TeamStats`. */
export interface TeamStatsProps {
  /** Employee id of the manager. The team is everyone below them, at any depth. */
  readonly managerId: string
  /**
   * The manager's name, shown in the subtitle.
   * @default none; the subtitle shows only the period
   */
  readonly managerName?: string
  /**
   * The period to show: UTC days, both inclusive. When the host changes this prop, the widget shows the new period and
   * drops the viewer's choice.
   * @default the 30 days up to the newest read day
   */
  readonly period?: PeriodInput
  /**
   * Called when the viewer chooses a period, and again when a chosen preset moves on to a newer day.
   * @default only the widget keeps the choice, until it unmounts
   */
  readonly onPeriodChange?: (period: Period) => void
  /**
   * Returns the URL of a person's page. If it is set, names are links.
   * @default names are no links
   */
  readonly personHref?: (employeeId: string) => string
  /**
   * Called with the employee id when a name is clicked. Ignored if `personHref` is set.
   * @default names cannot be clicked
   */
  readonly onPersonClick?: (employeeId: string) => void
  /**
   * The notes of the people, by employee id, as in the `note` of `StatsPanel`. Each is shown below its person's name,
   * and in a column of the CSV file.
   * @default no notes
   */
  readonly personNotes?: ReadonlyMap<string, string>
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `TeamStatsView`. */
export interface TeamStatsViewProps {
  /** The manager's name, shown in the subtitle. */
  readonly managerName?: string | undefined
  /** The account's connection. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The content below the header: the stats, the loading state, or the reason why there are no stats. */
  readonly content: Content<TeamStatsResponse>
  /** Props of the period picker. */
  readonly picker: PeriodPickerProps
  /** The columns that the viewer has chosen. */
  readonly columns: TeamColumns
  /** Called when the viewer changes the columns. */
  readonly onColumnsChange: (event: TeamColumnsEvent) => void
  /** Called when the viewer retries after a problem. */
  readonly onRetry: () => void
  /** Returns the URL of a person's page. If it is set, names are links. */
  readonly personHref?: ((employeeId: string) => string) | undefined
  /** Called with the employee id when a name is clicked. Ignored if `personHref` is set. */
  readonly onPersonClick?: ((employeeId: string) => void) | undefined
  /** The notes of the people, by employee id. */
  readonly personNotes?: ReadonlyMap<string, string> | undefined
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}
