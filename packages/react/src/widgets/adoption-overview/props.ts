import type { AdoptionResponse, ConnectionResponse, Period } from '@windmill/claude-core'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'
import type { Content } from '../../shared/coverage/content.ts'
import type { PeriodPickerProps } from '../../shared/period/props.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** An attribute of the directory by which the viewer can group people. */
export interface AdoptionAttribute {
  /** The attribute's name in the directory, such as `department`. */
  readonly name: string
  /** The name to show, such as "Department". */
  readonly label: string
}

/** Props of `AdoptionOverview`. */
export interface AdoptionOverviewProps {
  /**
   * The period to show: UTC days, both inclusive. When the host changes this prop, the widget shows the new period and
   * drops the viewer's choice.
   * @default the 90 days up to the newest read day
   */
  readonly period?: PeriodInput
  /**
   * Called when the viewer chooses a period, and again when a chosen preset moves on to a newer day.
   * @default only the widget keeps the choice, until it unmounts
   */
  readonly onPeriodChange?: (period: Period) => void
  /**
   * The attributes by which the viewer can group people, besides by team.
   * @default none
   */
  readonly attributes?: readonly AdoptionAttribute[]
  /**
   * Returns the address of a manager's team page. Names of teams then link to it. `period` is the period that the
   * widget shows: keep it in the address, so that the page shows the same days.
   * @default no links
   */
  readonly teamHref?: (managerId: string, period: Period) => string
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** The adoption figures, or why there are none. */
export type AdoptionContent = Content<AdoptionResponse>

/** Props of `AdoptionOverviewView`: everything it shows, already loaded. */
export interface AdoptionOverviewViewProps {
  /** The account's connection to Claude. Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
  /** The figures, or why there are none. */
  readonly content: AdoptionContent
  /** The attributes to group by, and the name of the chosen attribute. A null name groups by team. */
  readonly grouping: {
    readonly attributes: readonly AdoptionAttribute[]
    readonly chosen: string | null
    readonly onChoose: (name: string | null) => void
  }
  readonly teamHref: AdoptionOverviewProps['teamHref'] | undefined
  /** Props of the period picker. */
  readonly picker: PeriodPickerProps
  /** Whether the chart is replaced by a table. */
  readonly isTable: boolean
  /** Called when the viewer switches between chart and table. */
  readonly onToggleTable: () => void
  /** Called when the viewer retries after a problem. */
  readonly onRetry: () => void
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}

/**
 * Props of `AdoptionOverviewBody`. The view shows loading and problems itself, so the body never gets either as
 * content.
 */
export interface AdoptionOverviewBodyProps extends AdoptionOverviewViewProps {
  readonly content: Exclude<AdoptionContent, { readonly kind: 'loading' | 'problem' }>
}
