import type { EmployeeDay } from '@windmill/claude-core'
import type { DayCounts } from '@windmill/claude-core/internal'
import type { StatDaysText } from '../../texts/en/stat-days.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import type { Language } from '../format/use-texts.ts'
import type { DaysLanguage } from './describe-day.ts'

/** The language of a figure's days, as a table and as a file. */
export type DaysFigureLanguage = DaysLanguage & Language<StatDaysText | StatsDetailsText>

/** A figure that is counted from days: what its table and its file consist of. */
export interface DaysFigure {
  /** The figure's name in the title of its table. */
  readonly name: string
  /** The figure's name in the name of its file. */
  readonly fileName: string
  /** How the figure follows from its days. */
  readonly explanation: string
  /** One heading per count, in the table. */
  readonly headers: readonly string[]
  /** One heading per count, in the file. */
  readonly fileHeaders: readonly string[]
  /** Returns the counts of a day. Null for a count that is not known. */
  readonly listCounts: (day: EmployeeDay) => DayCounts
  /** Formats a count of one day. */
  readonly formatCount: (count: number) => string
  /** Says what follows from the sums of the counts. Empty if the sums are the figure. */
  readonly describeSums: (sums: DayCounts) => string
  /** Where the counts come from, one entry per column. */
  readonly sources: readonly {
    readonly header: string
    readonly describe: (day: EmployeeDay) => string
  }[]
  /** Whether the counts of some days come from another report than the counts of other days. */
  readonly hasVaryingSources: boolean
  /** Says whether the counts of a day may still change or are incomplete, or why there are none. */
  readonly describeState: (day: EmployeeDay) => string
  /** Whether the figure on screen, or the one before, follows from these sums. */
  readonly isSumOf: (sums: DayCounts, key: 'value' | 'previous') => boolean
}
