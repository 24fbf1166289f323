import type { ActivePeople } from '../adoption/adoption-ids.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { Seats } from '../adoption/seats.ts'
import type { WeeklyAverage } from '../adoption/weekly-average.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/** The query of a request about a group. */
export interface GroupQuery extends Period {
  /**
   * The people: `company` for everyone in the directory, or the id of a manager for everyone below that manager, at any
   * depth, without the manager.
   * @default 'company' for a viewer with `people:view`, and everyone below the viewer for all others
   */
  readonly scope?: string | undefined
}

/** The query of `GET /export.csv`. */
export interface ExportQuery extends GroupQuery {
  /**
   * BCP 47 tag of the viewer's locale, such as `de`. It decides the separator and the decimal sign, so that Excel opens
   * the file without an import dialog.
   * @default 'en' - a comma between cells, and a decimal point
   */
  readonly locale?: string | undefined
}

/** The query of `GET /adoption`. */
export interface AdoptionQuery extends GroupQuery {
  /** The bucket of `series`. */
  readonly bucket: Bucket
  /**
   * The attribute by which people are grouped, such as `department`.
   * @default undefined - grouped by team
   */
  readonly by?: string | undefined
}

/** Answer of `GET /adoption`: how many people of a group use each product. */
export interface AdoptionResponse {
  readonly period: Period
  /** The previous period. */
  readonly previous: Period
  /** The bucket of `series`. */
  readonly bucket: Bucket
  /** The attribute by which people are grouped in `teams`. Null if they are grouped by team. */
  readonly by: string | null
  /** The manager of the group. Null for the company. */
  readonly manager: EmployeeName | null
  /** Number of people in the answer, without people who left before the period began or started after it ended. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Number of people active on any read day of the period, by product. */
  readonly active: ActivePeople
  /** The same for the previous period. */
  readonly previousActive: ActivePeople
  /**
   * The Mondays of the settled weeks of the period, oldest first. All seven days of a settled week are in the period
   * and read, and Claude no longer revises them. The averages are over these weeks.
   */
  readonly weeks: readonly Day[]
  /** The Mondays of the settled weeks of the previous period. */
  readonly previousWeeks: readonly Day[]
  /** The average over `weeks`. */
  readonly weekly: WeeklyAverage
  /** The average over `previousWeeks`. */
  readonly previousWeekly: WeeklyAverage
  readonly engagement: Engagement
  /** The buckets of the period, oldest first. */
  readonly series: readonly AdoptionPoint[]
  /**
   * The teams, sorted by their manager's name. Each direct report of the group's manager leads a team. In the company,
   * each direct report of a top-level employee leads a team. Top-level employees have no manager in the directory.
   * A team is everyone below its manager, as on the team's page; a manager without reports has no team. The last entry,
   * with `manager: null`, has everyone else: the managers of these teams, and the people who are in no team. It is
   * absent if there are none.
   *
   * If people are grouped by an attribute, there is one entry per value, sorted by value, and then one entry for the
   * people without a value.
   */
  readonly teams: readonly AdoptionTeam[]
  readonly coverage: PeriodCoverage
  /** Number of people of the group who are left out of every other number, because their figures are not shown. */
  readonly notShown: number
  /**
   * Number of people who are excluded today, whatever the period is: nothing about their usage is read or kept. They
   * count as people who are not linked to a Claude user. Null for the people below a manager.
   */
  readonly excluded: number | null
  /**
   * The seats of the Claude organization. Null if Claude reported none so far, and for the people below a manager:
   * seats are known only for the whole organization.
   */
  readonly seats: Seats | null
}

/** The adoption in one bucket. */
export interface AdoptionPoint {
  /** The bucket's first day in the period. */
  readonly start: Day
  /** Number of people active in the bucket, by product. */
  readonly active: ActivePeople
  /** Engagement in the bucket, compared with as many days before it. Null for the bucket `day`. */
  readonly engagement: Engagement | null
}

/** The adoption of one team, of the people with one value of an attribute, or of all others. */
export interface AdoptionTeam {
  /** The team's manager, who is not in the team. Null in the entry of everyone else, and if grouped by an attribute. */
  readonly manager: EmployeeName | null
  /** The attribute's value. Null in the entry of people without a value, and if grouped by team. */
  readonly value: string | null
  /** Number of people. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Number of people active on any read day of the period, by product. */
  readonly active: ActivePeople
  /** The average over the answer's `weeks`. */
  readonly weekly: WeeklyAverage
  /** The average over the answer's `previousWeeks`. */
  readonly previousWeekly: WeeklyAverage
  /** Number of people active with any product in each bucket of the answer's `series`, in its order. */
  readonly series: readonly (number | null)[]
}
